/** Runs an exported folder in Python: pip install onnxruntime pillow numpy. */
export const pythonExample = `# pip install onnxruntime pillow numpy
# python example.py photo.jpg
import json, math, os, sys
from pathlib import Path
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # newer versions would report the model to Microsoft
import numpy as np, onnxruntime
from PIL import Image, ImageOps

here = Path(__file__).parent
manifest = json.loads((here / "manifest.json").read_text(encoding="utf-8"))
width, height = manifest["input"]["width"], manifest["input"]["height"]
shown_from = manifest["thresholds"]["overall"] or 0.3
by_class = {}  # thresholds of single classes, where somebody chose them
if manifest["thresholds"]["chosenFor"]:
    by_class = {entry["name"]: entry["threshold"] for entry in manifest["thresholds"]["perClass"]}
tiling = manifest["tiling"]  # None: the whole photo is looked at once
session = onnxruntime.InferenceSession(str(here / manifest["model"]["file"]), providers=["CPUExecutionProvider"])

def eight_bits(picture):  # 16-bit grey as the model knows it; 16-bit colour Pillow cuts to 8 bits by itself
    if not picture.mode.startswith("I"):
        return picture
    values = np.asarray(picture).astype(np.float64)
    window = manifest["input"]["depth"].get("window")
    if not window:  # each picture in its own range
        low, high = np.percentile(values, [0.1, 99.9], method="inverted_cdf")
        window = {"low": low, "high": max(low + 1, high), "gamma": 1}
    share = np.clip((values - window["low"]) / (window["high"] - window["low"]), 0, 1) ** (1 / window["gamma"])
    return Image.fromarray(np.floor(255 * share + 0.5).astype(np.uint8))

photo = eight_bits(ImageOps.exif_transpose(Image.open(sys.argv[1]))).convert("RGB")
ground = tuple(round(value) for value in manifest["input"]["insideModel"]["mean"])

def starts(side, tile):
    if side <= tile:
        return [0]
    gaps = math.ceil((side - tile) / max(1, math.floor(tile * (1 - tiling["overlap"]))))
    return [math.floor((side - tile) * i / gaps) for i in range(gaps + 1)]

# Each look: the size to which the photo is resized, and where in it the input lies.
looks = [((width, height), 0, 0)]
if tiling:
    size = (max(1, math.floor(photo.width * width / tiling["tileWidth"] + 0.5)),
            max(1, math.floor(photo.height * height / tiling["tileHeight"] + 0.5)))
    tiles = [(size, x, y) for y in starts(size[1], height) for x in starts(size[0], width)]
    looks = tiles + (looks if tiling["includeWhole"] and len(tiles) > 1 else [])

found = []  # (score, label, box in px of the photo, number of the look, cut off by an inner border of its tile)
resized = None
for look, (size, x, y) in enumerate(looks):
    if resized is None or resized.size != size:
        resized = photo.resize(size, Image.Resampling.BILINEAR)
    pixels = Image.new("RGB", (width, height), ground)
    pixels.paste(resized, (-x, -y))
    boxes, scores, labels = session.run(["boxes", "scores", "labels"], {"image": np.asarray(pixels)[np.newaxis]})
    scale = [photo.width / size[0], photo.height / size[1]] * 2
    for (x1, y1, x2, y2), score, label in zip(boxes.tolist(), scores.tolist(), labels.tolist()):
        cut = (x > 0 and x1 <= width / 100) or (x + width < size[0] and x2 >= width * 0.99) or (
            y > 0 and y1 <= height / 100) or (y + height < size[1] and y2 >= height * 0.99)
        box = [side * by for side, by in zip((x1 + x, y1 + y, x2 + x, y2 + y), scale)]
        found.append((score, label, box, look, cut))

def area(box):
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])

def same(a, b):  # one object, seen in two looks
    (p, q), smaller = (a[2], b[2]), min(area(a[2]), area(b[2]))
    shared = area([max(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), min(p[3], q[3])])
    return a[3] != b[3] and a[1] == b[1] and smaller > 0 and shared >= tiling["ios"] * smaller

# What a border cuts gives way to what another look sees whole; then the best of each object stays.
found = [a for a in found if not a[4] or not any(
    area(b[2]) > area(a[2]) and b[0] >= a[0] / 2 and same(a, b) for b in found)]
kept = []
for one in sorted(found, key=lambda entry: -entry[0]):
    if not any(same(other, one) for other in kept):
        kept.append(one)
for score, label, box, _, _ in kept:
    name = manifest["classes"][label]
    if score >= by_class.get(name, shown_from):
        print(name, round(score, 3), [round(side, 1) for side in box])
`

/** Runs an exported folder in Node: npm install onnxruntime-node @napi-rs/image. */
export const javaScriptExample = `// npm install onnxruntime-node @napi-rs/image
// node example.mjs photo.jpg
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { FastResizeFilter, JsColorType, ResizeFit, Transformer } from '@napi-rs/image'
import { InferenceSession, Tensor } from 'onnxruntime-node'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
// tiling null: the whole photo is looked at once.
const { model, input, classes, thresholds, tiling } = JSON.parse(await readFile(here('manifest.json'), 'utf8'))
const { width, height } = input
// Thresholds of single classes, where somebody chose them.
const byClass = new Map(thresholds.chosenFor ? thresholds.perClass.map((entry) => [entry.name, entry.threshold]) : [])
process.env.ORT_DISABLE_TELEMETRY = '1' // newer versions would report the model to Microsoft
const session = await InferenceSession.create(here(model.file))
const photo = await readFile(process.argv[2])
const stored = await new Transformer(photo).metadata(true)
const [photoWidth, photoHeight] =
  stored.orientation >= 5 ? [stored.height, stored.width] : [stored.width, stored.height]

// 16-bit photos become 8 bits through the window that the model knows.
const deepChannels = { [JsColorType.L16]: 1, [JsColorType.La16]: 2, [JsColorType.Rgb16]: 3, [JsColorType.Rgba16]: 4 }
const channels16 = deepChannels[stored.colorType]
const rgba = channels16 === undefined ? null : await eightBits(channels16)

async function eightBits(channels) {
  const raw = await new Transformer(photo).rotate().rawPixels()
  const samples = new Uint16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength))
  const colours = channels < 3 ? 1 : 3
  const { low, high, gamma } = input.depth.window ?? ownRange(samples.filter((_, i) => i % channels < colours))
  const shown = (value) => Math.round(255 * Math.min(1, Math.max(0, (value - low) / (high - low))) ** (1 / gamma))
  const pixels = new Uint8Array(4 * photoWidth * photoHeight).fill(255)
  for (let i = 0; i < photoWidth * photoHeight; i++) {
    const alpha = channels % 2 === 0 ? samples[i * channels + channels - 1] / 65535 : 1
    for (let c = 0; c < 3; c++) {
      const value = shown(samples[i * channels + (colours === 1 ? 0 : c)])
      pixels[4 * i + c] = Math.round(value * alpha + 128 * (1 - alpha))
    }
  }
  return pixels
}

// From the 0.1 to the 99.9 percentile of a photo's own values.
function ownRange(values) {
  values.sort()
  const low = Math.min(65534, values[Math.ceil(values.length / 1000) - 1])
  return { low, high: Math.max(low + 1, values[values.length - Math.floor(values.length / 1000) - 1]), gamma: 1 }
}

function starts(side, tile) {
  if (side <= tile) return [0]
  const gaps = Math.ceil((side - tile) / Math.max(1, Math.floor(tile * (1 - tiling.overlap))))
  return Array.from({ length: gaps + 1 }, (_, i) => Math.floor(((side - tile) * i) / gaps))
}

// Each look: the size to which the photo is resized, and where in it the input lies.
let looks = [{ size: { width, height }, x: 0, y: 0 }]
if (tiling !== null) {
  const size = {
    width: Math.max(1, Math.round((photoWidth * width) / tiling.tileWidth)),
    height: Math.max(1, Math.round((photoHeight * height) / tiling.tileHeight)),
  }
  const tiles = starts(size.height, height).flatMap((y) => starts(size.width, width).map((x) => ({ size, x, y })))
  looks = tiling.includeWhole && tiles.length > 1 ? [...tiles, ...looks] : tiles
}

async function resize(size) {
  const options = { ...size, fit: ResizeFit.Fill, filter: FastResizeFilter.Bilinear }
  const picture =
    rgba === null ? new Transformer(photo).rotate() : Transformer.fromRgbaPixels(rgba, photoWidth, photoHeight)
  const raw = await picture.fastResize(options).rawPixels()
  return { ...size, raw, channels: raw.length / (size.width * size.height) } // 1 grey, 3 RGB, 4 RGBA
}

let resized = null
const found = []
for (const [look, { size, x, y }] of looks.entries()) {
  if (resized?.width !== size.width || resized.height !== size.height) resized = await resize(size)
  const { raw, channels } = resized
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < pixels.length; i++) {
    const [column, row, c] = [x + (Math.floor(i / 3) % width), y + Math.floor(i / 3 / width), i % 3]
    const isInside = column < size.width && row < size.height
    const at = (row * size.width + column) * channels
    pixels[i] = isInside ? raw[channels === 1 ? at : at + c] : Math.round(input.insideModel.mean[c])
  }
  const { boxes, scores, labels } = await session.run({ image: new Tensor('uint8', pixels, [1, height, width, 3]) })
  scores.data.forEach((score, i) => {
    const [x1, y1, x2, y2] = boxes.data.slice(4 * i, 4 * i + 4)
    const isCut =
      (x > 0 && x1 <= width / 100) ||
      (y > 0 && y1 <= height / 100) ||
      (x + width < size.width && x2 >= width * 0.99) ||
      (y + height < size.height && y2 >= height * 0.99)
    const [across, down] = [photoWidth / size.width, photoHeight / size.height]
    const box = [(x1 + x) * across, (y1 + y) * down, (x2 + x) * across, (y2 + y) * down]
    found.push({ look, score, label: Number(labels.data[i]), box, isCut })
  })
}

const area = ([x1, y1, x2, y2]) => Math.max(0, x2 - x1) * Math.max(0, y2 - y1)
// One object, seen in two looks.
function isSame(a, b) {
  if (a.look === b.look || a.label !== b.label) return false
  const smaller = Math.min(area(a.box), area(b.box))
  const shared = a.box.map((side, i) => (i < 2 ? Math.max : Math.min)(side, b.box[i]))
  return smaller > 0 && area(shared) >= tiling.ios * smaller
}
// What a border cuts gives way to what another look sees whole; then the best of each object stays.
const whole = found.filter(
  (a) => !a.isCut || !found.some((b) => area(b.box) > area(a.box) && b.score >= a.score / 2 && isSame(a, b)),
)
const kept = []
for (const one of whole.sort((a, b) => b.score - a.score)) {
  if (!kept.some((other) => isSame(other, one))) kept.push(one)
}
for (const { score, label, box } of kept) {
  if (score < (byClass.get(classes[label]) ?? thresholds.overall ?? 0.3)) continue
  console.log(classes[label], score.toFixed(3), box.map((side) => side.toFixed(1)).join(' '))
}
`
