import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface ExportedModelResult {
  /** Lengths of the three outputs. */
  boxes: number
  scores: number
  labels: number
}

const script = `
const ort = require('onnxruntime-node')
ort.InferenceSession.create(process.argv[1]).then(async (session) => {
  const [input] = session.inputMetadata
  const dims = input.shape.map(Number)
  const data = Uint8Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => (i * 37) % 256)
  const out = await session.run({ [input.name]: new ort.Tensor(input.type, data, dims) })
  const length = (name) => out[name].data.length
  console.log(JSON.stringify({ boxes: length('boxes'), scores: length('scores'), labels: length('labels') }))
})
`

/** Runs an exported model with ONNX Runtime in a plain Node process that knows nothing of the studio. */
export async function runExportedModel(folder: string): Promise<ExportedModelResult> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, join(folder, 'model.onnx')], {
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  })
  return JSON.parse(stdout) as ExportedModelResult
}
