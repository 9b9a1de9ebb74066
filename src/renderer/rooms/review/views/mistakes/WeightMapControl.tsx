import { Layers } from 'lucide-react'
import { numberText } from '../../../../../shared/training/knobs/values'
import type { LossMap } from '../../../../../shared/training/lossProfile'
import { runAction } from '../../../../actions/runAction'
import { weightColor } from '../../../../annotator/paint/weightGrid'
import { IconButton } from '../../../../components/IconButton'
import { Segmented } from '../../../../components/Segmented'
import { t } from '../../../../language/t'
import { showLevel, useLossMaps } from '../../../../state/training/lossMap'
import { toggleWeightMap } from './actions/toggleWeightMap'
import './WeightMapControl.css'

const stops = [0, 0.25, 0.5, 0.75, 1]
  .map((weight) => {
    const [r, g, b, a] = weightColor(weight)
    return `rgb(${r} ${g} ${b} / ${((100 * a) / 255).toFixed(0)}%)`
  })
  .join(', ')

/** Switches the weight map on and off, and chooses the level; undefined while the map is on its way. */
export function WeightMapControl({ map }: { map: LossMap | null | undefined }) {
  const { isShown, level } = useLossMaps()
  const levels = [...(map?.levels ?? [])].sort((a, b) => a.stride - b.stride)
  return (
    <div className="weight-map" data-testid="weight-map">
      {isShown && map === null && (
        <span className="weight-map-words">{t('This run left no map of this picture')}</span>
      )}
      {isShown && levels.length > 0 && map && (
        <>
          <span className="weight-map-words">
            W = (1 − p)<sup>{numberText(map.gamma)}</sup>
          </span>
          <span className="weight-map-scale" style={{ background: `linear-gradient(90deg, ${stops})` }} />
          <Segmented
            label={t('Level of the weight map, by stride')}
            value={String(levels.some(({ stride }) => stride === level) ? level : 'all')}
            options={[
              { value: 'all', label: t('All') },
              ...levels.map(({ stride }) => ({ value: String(stride), label: String(stride) })),
            ]}
            onChange={(next) => showLevel(next === 'all' ? 'all' : Number(next))}
          />
        </>
      )}
      <IconButton
        icon={Layers}
        label={isShown ? t('Hide where the loss looks') : t('Show where the loss looks')}
        action={toggleWeightMap}
        aria-pressed={isShown}
        data-testid="toggle-weight-map"
        onClick={() => runAction(toggleWeightMap)}
      />
    </div>
  )
}
