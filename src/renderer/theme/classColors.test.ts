import { describe, expect, it } from 'vitest'
import { classColor, classColors, nextColor } from './classColors'

type Triple = [number, number, number]

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)

function linearRgb(hex: string): Triple {
  return [1, 3, 5].map((i) => toLinear(Number.parseInt(hex.slice(i, i + 2), 16) / 255)) as Triple
}

/** OKLab (Ottosson 2020). */
function okLab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** Severity 1 of Machado, Oliveira and Fernandes 2009, on linear RGB. */
const sights: Record<string, readonly number[]> = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}

function seen(hex: string, sight: string): Triple {
  const m = sights[sight]
  const [r, g, b] = linearRgb(hex)
  const row = (i: number) => Math.min(1, Math.max(0, m[i] * r + m[i + 1] * g + m[i + 2] * b))
  return okLab([row(0), row(3), row(6)])
}

function smallestDistance(colors: readonly string[], sight: string): number {
  const points = colors.map((hex) => seen(hex, sight))
  let smallest = Number.POSITIVE_INFINITY
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < i; j++) {
      smallest = Math.min(smallest, Math.hypot(...points[i].map((v, k) => v - points[j][k])))
    }
  }
  return smallest
}

describe('class colours', () => {
  // About 0.02 in OKLab is the smallest difference that is seen at all.
  it.each([
    ['normal', 8, 0.12],
    ['protan', 8, 0.12],
    ['deutan', 8, 0.12],
    ['tritan', 8, 0.09],
    ['normal', 24, 0.06],
    ['protan', 24, 0.06],
    ['deutan', 24, 0.06],
    ['tritan', 24, 0.045],
  ])('stay apart for %s sight: the first %i by at least %f', (sight, count, distance) => {
    expect(smallestDistance(classColors.slice(0, count), sight)).toBeGreaterThan(distance)
  })

  it('begin again after the last', () => {
    expect(classColor(25)).toBe(classColors[1])
  })

  it('go to the next class so that the least used comes first', () => {
    expect(nextColor([])).toBe(0)
    expect(nextColor([0, 1, 3])).toBe(2)
    expect(nextColor(classColors.map((_, i) => i).concat(0))).toBe(1)
  })
})
