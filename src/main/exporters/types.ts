import type { ExportManifest } from '../../shared/models/manifest'
import type { ExportReport, ExportTarget } from '../../shared/models/schema'
import type { Model } from '../detector/modelFile'

/** A file format for trained models. To add one: a folder beside this, a line in the registry, its parity test. */
export interface Exporter {
  readonly target: ExportTarget
  /** Name of the model file in the export folder. */
  readonly modelFile: string
  /** The model file's bytes: the same model gives the same bytes. */
  write(model: Model): Uint8Array
  /** Names by which programs feed and read it. */
  readonly names: { input: string; outputs: ExportManifest['outputs'] }
  inputs(model: Model): ExportReport['inputs']
  outputs(model: Model): ExportReport['outputs']
  /** Programs that run the exported folder, by file name. */
  examples(): Record<string, string>
}
