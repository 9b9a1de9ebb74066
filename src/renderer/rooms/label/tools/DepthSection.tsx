import { useMemo } from 'react'
import type { ImageRow } from '../../../../shared/annotation/schema'
import type { DeepPicture } from '../../../../shared/images/deepPicture'
import { autoDepth, type DepthWindow, fullWindow } from '../../../../shared/images/depthWindow'
import { useDeepPicture } from '../../../annotator/picture/pictures'
import { Button } from '../../../components/Button'
import { NumberField } from '../../../components/NumberField'
import { RangeSlider } from '../../../components/RangeSlider'
import { Slider } from '../../../components/Slider'
import { t } from '../../../language/t'
import {
  isOwnWindow,
  keepDepthWindow,
  resetDepthWindow,
  setDepthRule,
  shownWindow,
  showThrough,
  useDepth,
} from '../../../state/labels/depthWindow'
import { useProject } from '../../../state/project/project'
import { reportError } from '../../../state/studio/notices'
import { histogramOf } from './histogram'

const NUM_BARS = 124
const HEIGHT = 48

/** Which of a picture's 16 bits are seen, and which a detector sees; nothing for other pictures. */
export function DepthSection({ image }: { image: ImageRow }) {
  const picture = useDeepPicture(image)
  return picture === null ? null : <DepthWindowControls image={image} picture={picture} />
}

function DepthWindowControls({ image, picture }: { image: ImageRow; picture: DeepPicture }) {
  const depth = useDepth()
  const isReadOnly = useProject((state) => state.summary?.readOnly !== false)
  const shown = shownWindow(depth, image.id, picture)
  const full = fullWindow(picture.max)
  const top = Math.max(full.high, shown.high)
  const show = (change: Partial<DepthWindow>) => showThrough(image.id, { ...shown, ...change })
  const keep = () => keepDepthWindow(image.id).catch(reportError)
  const choose = (change: Partial<DepthWindow>) => {
    show(change)
    void keep()
  }
  const showOwnRange = () => {
    if (depth.rule.kind === 'auto') return void resetDepthWindow(image.id).catch(reportError)
    showThrough(image.id, picture.auto, false)
    void keep()
  }
  const isOwn = isOwnWindow(depth, image.id, picture)
  return (
    <section className="depth" aria-label={t('16-bit window')} data-testid="depth-section">
      <h2>{t('16-bit window')}</h2>
      <Histogram picture={picture} top={top} shown={shown} />
      <RangeSlider
        labels={[t('Window low'), t('Window high')]}
        value={[shown.low, shown.high]}
        min={0}
        max={top}
        step={1}
        onChange={([low, high]) => show({ low, high })}
        onCommit={([low, high]) => choose({ low, high })}
        testIds={['depth-low', 'depth-high']}
      />
      <div className="depth-fields">
        <NumberField
          label={t('Black up to')}
          prefix={t('low')}
          digits={0}
          value={shown.low}
          onCommit={(value) => choose({ low: Math.min(shown.high - 1, Math.max(0, Math.round(value))) })}
          testId="depth-low-field"
        />
        <NumberField
          label={t('White from')}
          prefix={t('high')}
          digits={0}
          value={shown.high}
          onCommit={(value) => choose({ high: Math.max(shown.low + 1, Math.min(65_535, Math.round(value))) })}
          testId="depth-high-field"
        />
      </div>
      <div className="tone-row">
        <span>{t('Gamma')}</span>
        <Slider
          label={t('Gamma of the window')}
          min={0.2}
          max={4}
          step={0.05}
          value={shown.gamma}
          onChange={(gamma) => show({ gamma })}
          onCommit={(gamma) => choose({ gamma })}
          testId="depth-gamma"
        />
        <span className="faint">{shown.gamma.toFixed(2)}</span>
      </div>
      <div className="tool-card-line">
        <Button
          data-testid="depth-auto"
          title={t('From the 0.1 to the 99.9 percentile of this picture')}
          onClick={showOwnRange}
        >
          {t('Auto')}
        </Button>
        <Button
          data-testid="depth-full"
          title={t('0 to {{high}}', { high: full.high })}
          onClick={() => choose(full)}
        >
          {t('Full')}
        </Button>
        <Button
          data-testid="depth-reset"
          title={t('As a detector sees it')}
          disabled={!isOwn}
          onClick={() => resetDepthWindow(image.id).catch(reportError)}
        >
          {t('Reset')}
        </Button>
      </div>
      <p className="muted small" data-testid="depth-rule">
        {depth.rule.kind === 'auto'
          ? t('A detector sees each picture in its own range.')
          : t('A detector sees all pictures from {{window}}.', { window: windowText(depth.rule.window) })}
        {isOwn && ` ${t('You see it otherwise.')}`}
        {picture.numPages > 1 &&
          ` ${t('First of {{numPages}} pages; the others are not used.', { numPages: picture.numPages })}`}
      </p>
      <div className="tool-card-line">
        <Button
          data-testid="depth-train-fixed"
          title={t('New runs see all 16-bit pictures of the project through this window')}
          disabled={isReadOnly || (depth.rule.kind === 'fixed' && !isOwn)}
          onClick={() => setDepthRule({ kind: 'fixed', window: shown }).catch(reportError)}
        >
          {t('Train with this')}
        </Button>
        {depth.rule.kind === 'fixed' && (
          <Button
            data-testid="depth-train-auto"
            title={t('New runs see each 16-bit picture from its 0.1 to its 99.9 percentile')}
            disabled={isReadOnly}
            onClick={() => setDepthRule(autoDepth).catch(reportError)}
          >
            {t('Each its own')}
          </Button>
        )}
      </div>
    </section>
  )
}

function windowText({ low, high, gamma }: DepthWindow): string {
  return t('{{low}} to {{high}}{{value}}', {
    low,
    high,
    value: gamma === 1 ? '' : t(', gamma {{gamma}}', { gamma: gamma.toFixed(2) }),
  })
}

/** How many pixels have which value; what is outside of the window is faint. */
function Histogram({ picture, top, shown }: { picture: DeepPicture; top: number; shown: DepthWindow }) {
  const bars = useMemo(() => histogramOf(picture, NUM_BARS, top), [picture, top])
  const path = useMemo(
    () =>
      bars
        // The root lifts what is rare: a few bright cells on much ground.
        .map((share, i) =>
          share === 0 ? '' : `M${i} ${HEIGHT}h1v${(-HEIGHT * Math.sqrt(share)).toFixed(1)}h-1z`,
        )
        .join(''),
    [bars],
  )
  const at = (value: number) => (NUM_BARS * value) / (top + 1)
  return (
    <svg
      className="depth-histogram"
      viewBox={`0 0 ${NUM_BARS} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('Values from {{min}} to {{max}}', { min: picture.min, max: picture.max })}
    >
      <path d={path} className="depth-bars" />
      <clipPath id="depth-inside">
        <rect x={at(shown.low)} y={0} width={Math.max(0.5, at(shown.high) - at(shown.low))} height={HEIGHT} />
      </clipPath>
      <path d={path} className="depth-bars-inside" clipPath="url(#depth-inside)" />
    </svg>
  )
}
