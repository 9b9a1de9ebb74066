import { Shuffle } from 'lucide-react'
import { useEffect } from 'react'
import type { TrainConfig } from '../../../../shared/training/config/index'
import { Button } from '../../../components/Button'
import { errorText } from '../../../language/errorText'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'
import {
  dealAgain,
  forgetAugmentation,
  loadAugmentation,
  useAugmentation,
} from '../../../state/training/augmentation'
import { useTraining } from '../../../state/training/training'
import { classColor } from '../../../theme/classColors'
import './AugmentationStrip.css'

/** The hand rests before pictures are decoded for it. */
const DELAY_MS = 400

/** Stand where the pictures will be. */
const places = ['a', 'b', 'c', 'd', 'e', 'f']

/** Six of the user's own pictures as training would show them, with the boxes that come with them. */
export function AugmentationStrip({ config }: { config: TrainConfig }) {
  const { views, seed, isLoading, error } = useAugmentation()
  const classes = useProject((state) => state.classes)
  const planned = useTraining((state) => state.plan?.classes)
  // Only these settings change what is shown.
  const watched = JSON.stringify([config.augment, config.input, seed])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `watched` stands for the settings that matter and the seed
  useEffect(() => {
    const timer = setTimeout(() => void loadAugmentation(config), DELAY_MS)
    return () => clearTimeout(timer)
  }, [watched])
  useEffect(() => forgetAugmentation, [])

  const colorOf = (index: number) => {
    const name = planned?.[index]?.name
    return classColor(classes.find((record) => record.name === name)?.color ?? index)
  }
  if (views?.length === 0) return null
  return (
    <section
      className="augmented"
      aria-label={t('Your pictures as training shows them')}
      aria-busy={isLoading}
    >
      <div className="augmented-head">
        <h2>{t('As training shows them')}</h2>
        <Button variant="quiet" data-testid="deal-again" onClick={dealAgain}>
          <Shuffle aria-hidden />
          {t('Deal again')}
        </Button>
      </div>
      {error !== null ? (
        <p className="muted small">{errorText(error).message}</p>
      ) : (
        <ul data-testid="augmented">
          {views === null
            ? places.map((place) => <li key={place} />)
            : views.map((view) => (
                <li key={view.url} style={{ aspectRatio: `${view.width} / ${view.height}` }}>
                  <svg
                    viewBox={`0 0 ${view.width} ${view.height}`}
                    role="img"
                    aria-label={t('{{boxes}} boxes', { boxes: view.boxes.length })}
                  >
                    <image href={view.url} width={view.width} height={view.height} />
                    {view.boxes.map((box) => (
                      <rect
                        key={`${box.classIndex} ${box.x1} ${box.y1} ${box.x2} ${box.y2}`}
                        x={box.x1}
                        y={box.y1}
                        width={box.x2 - box.x1}
                        height={box.y2 - box.y1}
                        stroke={box.ignore ? '#b4b4b4' : colorOf(box.classIndex)}
                        strokeDasharray={box.ignore ? '2 3' : undefined}
                        vectorEffect="non-scaling-stroke"
                      />
                    ))}
                  </svg>
                </li>
              ))}
        </ul>
      )}
    </section>
  )
}
