import { type Normalisation, type RenderTarget, type RgbPicture, renderView } from './renderView'
import type { Scene, ScenePart } from './scene'

/**
 * Paints the parts of a scene one over the other into width x height x 3 floats of `out` at `offset`. `pictureOf` gives
 * the pixels of a sample's whole picture. Where no part lies stands 0, the mean colour.
 */
export function renderScene(
  scene: Scene,
  pictureOf: (sample: number) => RgbPicture,
  normalisation: Normalisation,
  target: { out: Float32Array; offset: number; width: number; height: number },
): void {
  const { out, offset, width, height } = target
  const [first] = scene.parts
  const isCovered = first !== undefined && first.width === width && first.height === height
  // Four parts side by side cover it too; clearing is cheap beside rendering.
  if (!isCovered) out.fill(0, offset, offset + width * height * 3)
  for (const part of scene.parts) {
    const picture = pictureOf(part.sample)
    const place: RenderTarget = {
      out,
      offset: offset + (part.y * width + part.x) * 3,
      width: part.width,
      height: part.height,
      rowPx: width,
    }
    if (part.featherPx <= 0) renderView(picture, part.view, normalisation, place)
    else {
      const pixels = new Float32Array(part.width * part.height * 3)
      const patch = { out: pixels, offset: 0, width: part.width, height: part.height }
      renderView(picture, part.view, normalisation, patch)
      fadeIn(pixels, part, place)
    }
  }
}

/** Lays pixels over the target; towards their border they let more and more of it through. */
function fadeIn(pixels: Float32Array, { width, height, featherPx }: ScenePart, target: RenderTarget): void {
  const { out, offset, rowPx = width } = target
  for (let y = 0; y < height; y++) {
    const vertical = Math.min(y, height - 1 - y)
    for (let x = 0; x < width; x++) {
      const inward = Math.min(x, width - 1 - x, vertical) + 0.5
      const share = Math.min(1, inward / featherPx)
      const from = (y * width + x) * 3
      const at = offset + (y * rowPx + x) * 3
      for (let c = 0; c < 3; c++) out[at + c] += share * (pixels[from + c] - out[at + c])
    }
  }
}
