import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { leastScore } from '../../../../shared/compare/leastScore'
import type { BoxChange, PairReport } from '../../../../shared/compare/schema'
import type { ImageId } from '../../../../shared/ids'
import type { Detection } from '../../../../shared/review/schema'
import { shortText } from '../../../../shared/text/count'
import { ActionKey } from '../../../actions/ActionKey'
import { PictureCanvas } from '../../../annotator/PictureCanvas'
import { Button } from '../../../components/Button'
import { Chip } from '../../../components/Chip'
import { IconButton } from '../../../components/IconButton'
import { Segmented } from '../../../components/Segmented'
import { localText, t } from '../../../language/t'
import {
  changesOf,
  openChange,
  type PairSide,
  shownSide,
  showSide,
  stepChange,
  usePair,
} from '../../../state/compare/comparePair'
import { readDocument, rowOf, useProject } from '../../../state/project/project'
import { loadDetections, useDetections } from '../../../state/review/detections'
import { flipSides } from '../actions/flip'
import { nextItem } from '../actions/nextItem'
import { previousItem } from '../actions/previousItem'
import { kindWords } from './kindWords'

const sides: { value: PairSide; label: string; testId: string }[] = [
  { value: 'a', label: 'A', testId: 'side-a' },
  { value: 'b', label: 'B', testId: 'side-b' },
  { value: 'both', label: 'Both', testId: 'side-both' },
]

/** The picture at a changed box: labels solid, the boxes of one run (or both) dashed; a held key flips between them. */
export function PairCanvas({ report, change }: { report: PairReport; change: BoxChange }) {
  const pair = usePair()
  const side = shownSide(pair)
  const image = useProject((state) => rowOf(state, change.imageId))
  const document = useProject((state) => state.documents.get(change.imageId))
  const classes = useProject((state) => state.classes)
  const ofA = useShown(report.a, change, change.scoreA)
  const ofB = useShown(report.b, change, change.scoreB)
  const detections = useMemo(() => {
    if (side !== 'both') return side === 'a' ? ofA : ofB
    const named = (letter: string, list: readonly Detection[]) =>
      list.map((detection) => ({ ...detection, className: `${letter} ${detection.className}` }))
    return [...named('A', ofA), ...named('B', ofB)]
  }, [side, ofA, ofB])

  useEffect(() => void readDocument(change.imageId), [change.imageId])

  if (image === null) return null
  const column = changesOf(report, change.kind)
  const place = column.findIndex(({ id }) => id === change.id) + 1
  const shownName =
    side === 'both' ? t('A and B') : side === 'a' ? `A, ${report.a.name}` : `B, ${report.b.name}`
  return (
    <>
      <div className="pair-canvas-bar">
        <Button
          data-testid="close-change"
          title={t('Back to the columns (Escape)')}
          onClick={() => openChange(null)}
        >
          <ArrowLeft aria-hidden />
          {t('All boxes')}
        </Button>
        <IconButton
          icon={ChevronLeft}
          label={t('Previous in this column')}
          action={previousItem}
          onClick={() => stepChange(-1)}
        />
        <span>
          {t('{{title}} {{place}} of {{column}}', {
            title: localText(kindWords[change.kind].title),
            place,
            column: column.length,
          })}
        </span>
        <IconButton
          icon={ChevronRight}
          label={t('Next in this column')}
          action={nextItem}
          onClick={() => stepChange(1)}
        />
        <span className="grow" />
        <span className="muted small">
          {t('Hold')} <ActionKey action={flipSides} /> {t('to flip')}
        </span>
        <Segmented label={t('Whose boxes')} value={pair.side} options={sides} onChange={showSide} />
      </div>
      <div className="pair-canvas" data-testid="pair-canvas" data-side={side}>
        <PictureCanvas
          image={image}
          boxes={document?.boxes ?? []}
          marks={document?.marks ?? []}
          classes={classes}
          detections={detections}
          focus={change.box}
        />
        <div className="pair-canvas-facts">
          <Chip floating testId="shown-side">
            {shownName}
          </Chip>
          <Chip floating>{image.path.split('/').at(-1)}</Chip>
          <Chip floating>{factText(change, report)}</Chip>
        </div>
      </div>
    </>
  )
}

const none: readonly Detection[] = []

/** Detections of a run that count, and the one that this is about even where its score does not. */
function useShown(
  run: PairReport['a'],
  { imageId }: { imageId: ImageId },
  score: number | null,
): readonly Detection[] {
  const { runId } = run
  const all = useDetections((state) => state.byImage[`${runId} ${imageId}`])
  useEffect(() => void loadDetections(runId, imageId), [runId, imageId])
  return useMemo(
    () => all?.filter((found) => found.score >= Math.min(leastScore(run, found), score ?? 1)) ?? none,
    [all, run, score],
  )
}

function factText(change: BoxChange, { a, b }: PairReport): string {
  const { kind, className, scoreA, scoreB, subject } = change
  const said = (score: number | null, run: PairReport['a']) => {
    if (score === null) return t('nothing')
    const least = leastScore(run, change)
    return score >= least || !Number.isFinite(least)
      ? shortText(score)
      : t('{{score}}, below its {{least}}', { score: shortText(score), least: shortText(least) })
  }
  const what = subject === 'truth' ? className : t('{{className}} where none is', { className })
  return `${what}: A ${said(scoreA, a)}; B ${said(scoreB, b)}${kind === 'stillWrong' ? t('; still wrong') : ''}`
}
