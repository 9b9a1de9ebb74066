/** Ground under transparent pixels and beside letterboxed pictures: mid grey, the same for canvas and training. */
export const NEUTRAL = 128

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

/**
 * 16-bit samples (native byte order) as 8-bit ones, scaled by the number of bits in use.
 * Cameras and microscopes store 10, 12 or 14 bits in 16: scaled by 16 they would come out almost black.
 */
export function sixteenToEight(samples: Uint8Array, hasAlpha: boolean, numChannels: number): Uint8Array {
  const words = new Uint16Array(
    samples.buffer.slice(samples.byteOffset, samples.byteOffset + samples.byteLength),
  )
  const numColours = hasAlpha ? numChannels - 1 : numChannels
  let highest = 0
  for (let i = 0; i < words.length; i++) {
    const isAlpha = i % numChannels >= numColours
    if (!isAlpha && (words[i] as number) > highest) highest = words[i] as number
  }
  const top = 2 ** bitsInUse(highest) - 1
  return Uint8Array.from(words, (word, i) => {
    const isAlpha = i % numChannels >= numColours
    return Math.round((255 * word) / (isAlpha ? 65535 : top))
  })
}

/** 10, 12, 14 or 16: the depths sensors have. */
function bitsInUse(highest: number): number {
  return [10, 12, 14].find((bits) => highest < 2 ** bits) ?? 16
}
