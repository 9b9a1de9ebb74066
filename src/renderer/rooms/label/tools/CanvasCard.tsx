import type { ImageRow } from '../../../../shared/annotation/schema'
import { runAction } from '../../../actions/runAction'
import { resetTone } from '../../../actions/view/resetTone'
import { Button } from '../../../components/Button'
import { Slider } from '../../../components/Slider'
import { Toggle } from '../../../components/Toggle'
import { localText, t } from '../../../language/t'
import { setCanvasManners, setPreferences, usePreferences } from '../../../state/studio/preferences'
import { isPlain, setTone, useTone } from '../../../state/studio/tone'
import { DepthSection } from './DepthSection'
import './tools.css'

const sliders = [
  { key: 'brightness', label: 'Brightness', min: -1, max: 1, step: 0.02 },
  { key: 'contrast', label: 'Contrast', min: 0.2, max: 4, step: 0.05 },
  { key: 'gamma', label: 'Gamma', min: 0.2, max: 4, step: 0.05 },
] as const

const snaps = [
  { key: 'snapToPicture', label: 'Picture’s border' },
  { key: 'snapToBoxes', label: 'Edges of boxes nearby' },
  { key: 'snapToPixels', label: 'Strong steps in brightness' },
] as const

/** How the picture is shown and what edges snap to; nothing here changes the file. */
export function CanvasCard({ image }: { image: ImageRow }) {
  const { tone, isOpen } = useTone()
  const canvas = usePreferences((state) => state.canvas)
  const keepView = usePreferences((state) => state.keepView)
  if (!isOpen) return null
  return (
    <div
      className="tool-card"
      role="dialog"
      aria-label={t('Picture and snapping')}
      data-testid="canvas-card"
      onKeyDown={(event) => {
        if (event.key === 'Escape') useTone.setState({ isOpen: false })
      }}
    >
      <DepthSection image={image} />
      <h2>{t('Picture')}</h2>
      {sliders.map(({ key, label, min, max, step }) => (
        <div key={key} className="tone-row">
          <span>{localText(label)}</span>
          <Slider
            label={localText(label)}
            min={min}
            max={max}
            step={step}
            value={tone[key]}
            onChange={(value) => setTone({ [key]: value })}
            testId={`tone-${key}`}
          />
          <span className="faint">{tone[key].toFixed(2)}</span>
        </div>
      ))}
      <Toggle label={t('Invert')} isOn={tone.inverted} onChange={(inverted) => setTone({ inverted })} />
      <Toggle
        label={t('Keep for the next picture')}
        isOn={canvas.keepTone}
        onChange={(keepTone) => setCanvasManners({ keepTone })}
      />
      <Toggle
        label={t('Keep zoom and place')}
        isOn={keepView}
        onChange={(isOn) => setPreferences({ keepView: isOn })}
      />
      <Button disabled={isPlain(tone)} onClick={() => runAction(resetTone)}>
        {t('Show unaltered')}
      </Button>
      <h2>{t('Snap to')}</h2>
      {snaps.map(({ key, label }) => (
        <Toggle
          key={key}
          label={localText(label)}
          isOn={canvas[key]}
          onChange={(isOn) => setCanvasManners({ [key]: isOn })}
          testId={key}
        />
      ))}
    </div>
  )
}
