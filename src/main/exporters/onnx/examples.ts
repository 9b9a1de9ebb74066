/** Runs an exported folder in Python: pip install onnxruntime pillow numpy. */
export const pythonExample = `# pip install onnxruntime pillow numpy
# python example.py photo.jpg
import json, sys
from pathlib import Path
import numpy as np, onnxruntime
from PIL import Image, ImageOps

here = Path(__file__).parent
manifest = json.loads((here / "manifest.json").read_text(encoding="utf-8"))
width, height = manifest["input"]["width"], manifest["input"]["height"]
threshold = manifest["thresholds"]["overall"] or 0.3
session = onnxruntime.InferenceSession(str(here / manifest["model"]["file"]), providers=["CPUExecutionProvider"])
photo = ImageOps.exif_transpose(Image.open(sys.argv[1])).convert("RGB")
pixels = np.asarray(photo.resize((width, height), Image.Resampling.BILINEAR))[np.newaxis]
boxes, scores, labels = session.run(["boxes", "scores", "labels"], {"image": pixels})
boxes = boxes * np.array([photo.width / width, photo.height / height] * 2, dtype=np.float32)
for box, score, label in zip(boxes, scores, labels):
    if score >= threshold:
        print(manifest["classes"][label], round(float(score), 3), [round(float(side), 1) for side in box])
`

/** Runs an exported folder in Node: npm install onnxruntime-node @napi-rs/image. */
export const javaScriptExample = `// npm install onnxruntime-node @napi-rs/image
// node example.mjs photo.jpg
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { FastResizeFilter, ResizeFit, Transformer } from '@napi-rs/image'
import { InferenceSession, Tensor } from 'onnxruntime-node'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const { model, input, classes, thresholds } = JSON.parse(await readFile(here('manifest.json'), 'utf8'))
const { width, height } = input
const session = await InferenceSession.create(here(model.file))
const photo = new Transformer(await readFile(process.argv[2]))
const stored = await photo.metadata(true)
const [photoWidth, photoHeight] =
  stored.orientation >= 5 ? [stored.height, stored.width] : [stored.width, stored.height]
const upright = photo.rotate().fastResize({ width, height, fit: ResizeFit.Fill, filter: FastResizeFilter.Bilinear })
const raw = await upright.rawPixels()
const channels = raw.length / (width * height) // 1 grey, 3 RGB, 4 RGBA
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
  channels === 1 ? raw[Math.floor(i / 3)] : raw[Math.floor(i / 3) * channels + (i % 3)],
)
const { boxes, scores, labels } = await session.run({ image: new Tensor('uint8', pixels, [1, height, width, 3]) })
scores.data.forEach((score, i) => {
  if (score < (thresholds.overall ?? 0.3)) return
  const box = Array.from(boxes.data.slice(4 * i, 4 * i + 4), (side, j) =>
    j % 2 === 0 ? (side * photoWidth) / width : (side * photoHeight) / height,
  )
  console.log(classes[Number(labels.data[i])], score.toFixed(3), box.map((side) => side.toFixed(1)).join(' '))
})
`
