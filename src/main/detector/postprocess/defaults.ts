/** Pairs of anchor and class looked at on each level before decoding (detectron2 and torchvision take 1000, too). */
export const DEFAULT_TOP_K = 1000

/** Boxes with a thinner side, after clipping to the input, are dropped. */
export const DEFAULT_MIN_SIDE_PX = 1
