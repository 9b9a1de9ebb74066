import { convolutionLayer, type NetworkOps } from '../network/ops'

/**
 * Path aggregation without convolutions of its own, as NanoDet has it (after Liu et al. 2018, arXiv:1803.01534):
 * 1x1 laterals, top-down and bottom-up adds. maps at strides 8, 16, 32 -> P3, P4, P5 of `width` channels.
 */
export function pathAggregation<T>(
  ops: NetworkOps<T>,
  maps: readonly [T, T, T],
  channels: readonly [number, number, number],
  width: number,
): [T, T, T] {
  const [lateral3, lateral4, lateral5] = maps.map((map, i) =>
    ops.convolution(
      map,
      convolutionLayer(`lateral${i + 3}`, 1, channels[i] as number, width, { activation: 'linear' }),
    ),
  ) as [T, T, T]
  const down4 = ops.add(lateral4, ops.resize(lateral5, 2))
  const down3 = ops.add(lateral3, ops.resize(down4, 2))
  const up4 = ops.add(down4, ops.resize(down3, 0.5))
  const up5 = ops.add(lateral5, ops.resize(up4, 0.5))
  return [down3, up4, up5]
}

/** P6 (and P7) by stride-2 convolutions over the level before. levels: highest level wanted, 5 to 7. */
export function extraLevels<T>(ops: NetworkOps<T>, p5: T, width: number, highest: number): T[] {
  const extra: T[] = []
  for (let level = 6; level <= highest; level++) {
    const below = extra.at(-1) ?? p5
    extra.push(ops.convolution(below, convolutionLayer(`extra${level}`, 3, width, width, { stride: 2 })))
  }
  return extra
}
