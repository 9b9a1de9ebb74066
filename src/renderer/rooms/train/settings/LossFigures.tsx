import { BoxLossFigure } from '../../../charts/BoxLossFigure'
import { LossCurve } from '../../../charts/LossCurve'
import { useProject } from '../../../state/project/project'
import type { PartProps } from './sectionParts'
import { useLastProfile } from './useLastProfile'

/** The curve of the chosen classification loss, live. */
export function ClassLossPart({ config }: PartProps) {
  const numClasses = useProject((state) => state.classes.length)
  const { profile } = useLastProfile()
  return <LossCurve loss={config.loss} numClasses={Math.max(1, numClasses)} profile={profile} />
}

/** The curve of the chosen box loss, live. */
export function BoxLossPart({ config }: PartProps) {
  return <BoxLossFigure loss={config.loss} />
}
