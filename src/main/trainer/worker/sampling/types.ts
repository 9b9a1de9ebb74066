/** A picture, or a tile of one, as far as sampling looks at it: the classes of the objects that it shows. */
export interface SampledPicture {
  classes: ReadonlySet<number>
}

/** How often pictures are shown. To add one: a file beside this, a line in the registry, a test. */
export interface Sampling {
  readonly name: string
  /** Times that each picture is shown an epoch, at least 1; the fraction is dealt anew in each. */
  repeats(pictures: readonly SampledPicture[], options: { threshold: number }): Float64Array
}
