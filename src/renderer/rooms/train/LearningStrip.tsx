import type { ImageId } from '../../../shared/ids'
import { imageUrl } from '../../../shared/ipc/images'
import type { EpochReport } from '../../../shared/training/metrics'
import { t } from '../../language/t'
import { rowOf, useProject } from '../../state/project/project'
import { classColor } from '../../theme/classColors'
import './LearningStrip.css'

const MOST = 5
/** Fainter guesses would only clutter a thumbnail. */
const SHOWN_SCORE = 0.25

/** One validation picture as the model saw it after several epochs: the boxes find their places. */
export function LearningStrip({ epochs, classes }: { epochs: EpochReport[]; classes: string[] }) {
  const chosen = spreadOver(
    epochs.filter(({ samples }) => samples.length > 0),
    MOST,
  )
  if (chosen.length === 0) return null
  return (
    <section className="strip" aria-label={t('The same picture, as it learns')}>
      <h2>{t('The same picture, as it learns')}</h2>
      <ol>
        {chosen.map((report) => (
          <li key={report.epoch}>
            <SamplePicture sample={report.samples[0]} classes={classes} />
            <span className="faint small">{t('epoch {{epoch}}', { epoch: report.epoch })}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function SamplePicture({ sample, classes }: { sample: EpochReport['samples'][number]; classes: string[] }) {
  const image = useProject((state) => rowOf(state, sample.imageId as ImageId))
  const projectClasses = useProject((state) => state.classes)
  if (image === null) return null
  const colorOf = (index: number) =>
    classColor(projectClasses.find(({ name }) => name === classes[index])?.color ?? index)
  return (
    <div className="strip-picture" style={{ aspectRatio: `${image.width} / ${image.height}` }}>
      <img
        src={imageUrl(image.id, `crop/0,0,${image.width},${image.height}`)}
        alt={image.path}
        draggable={false}
      />
      <svg viewBox={`0 0 ${image.width} ${image.height}`} aria-hidden="true">
        {sample.detections
          .filter(({ score }) => score >= SHOWN_SCORE)
          .map((box) => (
            <rect
              key={`${box.classIndex} ${box.x1} ${box.y1} ${box.score}`}
              x={box.x1}
              y={box.y1}
              width={box.x2 - box.x1}
              height={box.y2 - box.y1}
              stroke={colorOf(box.classIndex)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
      </svg>
    </div>
  )
}

/** At most `most` items, evenly spread, first and last among them. */
export function spreadOver<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items]
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))])
}
