import type { Sampling } from './types'

/**
 * Repeat factor sampling (Gupta et al. 2019, arXiv:1908.03195, appendix B): with f_c the share of pictures that show class
 * c, a class is repeated r_c = max(1, sqrt(t / f_c)) times, a picture as often as the rarest class in it:
 *   r_i = max over the classes c in picture i of r_c; 1 where it shows none.
 */
export const repeatFactor: Sampling = {
  name: 'repeatFactor',
  repeats(pictures, { threshold }) {
    const counts = new Map<number, number>()
    for (const { classes } of pictures) {
      for (const c of classes) counts.set(c, (counts.get(c) ?? 0) + 1)
    }
    const factorOf = (c: number) => Math.sqrt((threshold * pictures.length) / (counts.get(c) ?? 1))
    return Float64Array.from(pictures, ({ classes }) => Math.max(1, ...[...classes].map(factorOf)))
  },
}
