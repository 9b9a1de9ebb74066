import type { ExportTarget } from '../../../shared/models/schema'

interface TargetWords {
  title: string
  words: string
  /** The lines that run it elsewhere. */
  code: string
}

/** Where a model can go, in the words of the room. */
export const targets: Record<ExportTarget, TargetWords> = {
  onnx: {
    title: 'ONNX',
    words:
      'One file for ONNX Runtime in Python, JavaScript, C#, C++ and Java, on a server, a phone or an edge box. ' +
      'Decoding and NMS are inside: pixels in, boxes out. With class names, a manifest, a model card and examples.',
    code: [
      'import numpy as np, onnxruntime as ort',
      'session = ort.InferenceSession("model.onnx")',
      'boxes, scores, labels = session.run(None, {"image": np.asarray(picture)[None]})',
    ].join('\n'),
  },
}
