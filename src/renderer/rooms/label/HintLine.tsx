import { Chip } from '../../components/Chip'
import { Kbd } from '../../components/Kbd'
import { useSelection } from '../../state/labels/selection'
import { rowOf, useProject } from '../../state/project/project'
import { useProposals, useStandingProposals } from '../../state/proposals/proposals'

type Hint = readonly [keys: readonly string[], words: string]

/** The three keys that matter now. */
export function HintLine() {
  const hints = useHints()
  return (
    <div className="hint-line" data-testid="hints">
      <Chip floating>
        {hints.map(([keys, words]) => (
          <span key={words} className="hint">
            {keys.map((chord, i) => (
              <span key={chord}>
                {i > 0 && ' – '}
                <Kbd chord={chord} />
              </span>
            ))}{' '}
            {words}
          </span>
        ))}
      </Chip>
    </div>
  )
}

function useHints(): readonly Hint[] {
  const { imageId, selected, naming, tool, boxesHidden } = useSelection()
  const numClasses = useProject((state) => state.classes.length)
  const row = useProject((state) => rowOf(state, imageId))
  const proposals = useStandingProposals()
  const selectedId = useProposals((state) => state.selectedId)
  if (naming !== null) {
    return [
      [['Enter'], 'name the class'],
      [['Escape'], 'drop the box'],
    ]
  }
  if (boxesHidden) return [[['Ctrl+H'], 'show the boxes']]
  const digits: Hint = [numClasses > 1 ? ['1', String(Math.min(9, numClasses))] : ['1'], 'class']
  if (selected.length > 0) {
    return [...(numClasses > 0 ? [digits] : []), [['Delete'], 'delete'], [['Escape'], 'let go']]
  }
  if (proposals.length > 0) {
    const isSelected = proposals.some(({ id }) => id === selectedId)
    return isSelected
      ? [
          [['Enter'], 'accept'],
          [['X'], 'reject'],
          [['E'], 'accept and mend'],
        ]
      : [
          [['Tab'], 'through the proposals'],
          [['Shift+A'], 'accept all'],
          [['D'], 'next'],
        ]
  }
  const reviewed: Hint = [
    ['Space'],
    row?.reviewed === true ? 'not reviewed' : reviewWords(row?.numBoxes ?? 0),
  ]
  const first: Hint = tool === 'draw' ? (numClasses > 0 ? digits : [['W'], 'drag a box']) : [['W'], 'draw']
  return [first, [['D'], 'next'], reviewed]
}

function reviewWords(numBoxes: number): string {
  return numBoxes === 0 ? 'nothing here' : 'mark reviewed'
}
