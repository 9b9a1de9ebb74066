import type { Suspect } from '../../shared/labels/schema'
import { percentText } from '../../shared/text/percent'

/** Why a label is doubted, in a sentence or two. */
export function whyText(
  { kind, label, prediction }: Pick<Suspect, 'kind' | 'label' | 'prediction'>,
  overlap: number,
): string {
  const right = `Predictions like this one are right ${percentText(prediction.probability)} of the time.`
  switch (kind) {
    case 'overlooked':
      return `The model sees ${prediction.className} where there is no label. ${right}`
    case 'badly-placed':
      return `The box overlaps the model's by ${percentText(overlap)} only (IoU). ${right}`
    case 'swapped':
      return `Labelled ${label?.className ?? ''}, but the model sees ${prediction.className}. ${right}`
  }
}
