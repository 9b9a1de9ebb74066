import type { ExportTarget } from '../../shared/models/schema'
import { onnxExporter } from './onnx/onnxExporter'
import type { Exporter } from './types'

/** Every target by its name on the command line. */
export const exporters = { onnx: onnxExporter } satisfies Record<ExportTarget, Exporter>
