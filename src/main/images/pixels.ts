import { NEUTRAL } from '../../shared/images/deepPicture'

/**
 * Turns decoded samples into 8-bit RGB, three bytes a pixel.
 * Grey is repeated, alpha is laid on the neutral ground; 8-bit RGB comes back as it is, without a copy.
 * @param samples 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA) bytes a pixel
 */
export function toRgb(samples: Uint8Array, numPixels: number): Uint8Array {
  const numChannels = samples.length / numPixels
  if (numChannels === 3) return samples
  if (numChannels !== 1 && numChannels !== 2 && numChannels !== 4)
    throw new RangeError(`${samples.length} samples do not fit ${numPixels} pixels`)
  const rgb = new Uint8Array(3 * numPixels)
  const isColour = numChannels === 4
  const hasAlpha = numChannels !== 1
  for (let from = 0, to = 0; to < rgb.length; from += numChannels, to += 3) {
    const alpha = hasAlpha ? (samples[from + numChannels - 1] as number) : 255
    for (let channel = 0; channel < 3; channel++) {
      const value = samples[isColour ? from + channel : from] as number
      rgb[to + channel] = alpha === 255 ? value : Math.round((value * alpha + NEUTRAL * (255 - alpha)) / 255)
    }
  }
  return rgb
}

/** RGB with a full alpha channel: the one pixel layout the encoders take. */
export function toRgba(rgb: Uint8Array): Uint8Array {
  const numPixels = rgb.length / 3
  const rgba = new Uint8Array(4 * numPixels).fill(255)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] as number
    rgba[to + 1] = rgb[from + 1] as number
    rgba[to + 2] = rgb[from + 2] as number
  }
  return rgba
}
