import { StudioError } from '../../../shared/result'
import type { TrainJob } from '../../../shared/training/protocol'
import { type Architecture, numLogits, parameterShapes } from '../../detector/network/architecture'
import type { NamedTensor } from '../../detector/safetensors'
import { averagedWeights, type Checkpoint, loadBest } from './checkpoint'

/** How a run begins that goes on from another one. */
export interface StartWeights {
  weights: Map<string, NamedTensor>
  /** What a person should know about it. */
  note: string
}

/** The run that a new one goes on from: its best weights. Throws `checkpoint-damaged` where they are not whole. */
export async function loadStart({ config, startFolder }: TrainJob): Promise<Checkpoint | null> {
  if (startFolder === null) return null
  const best = await loadBest(startFolder)
  if (best === null) {
    throw new StudioError(
      'checkpoint-damaged',
      `The weights of ${config.startFrom} are not there, or not whole.`,
      'Start from another run, or from COCO.',
    )
  }
  return best
}

/**
 * The network over the anchors of the run that it goes on from, where levels and input are the same: the heads have learnt
 * those, and labels drawn since hardly ever ask for others.
 */
export function overKnownAnchors(planned: Architecture, known: Architecture): Architecture {
  const grid = ({ levels }: Architecture) =>
    levels.map(({ stride, rows, columns, shapes }) => [stride, rows, columns, shapes.length]).join(';')
  return grid(planned) === grid(known) ? { ...planned, levels: known.levels } : planned
}

/**
 * Fresh weights, with the trained ones of the other run in place of all that has its name and shape. Class layers take
 * over the logits of the classes that both know, by name; new classes begin as in any run.
 */
export function startWeights(
  fresh: ReadonlyMap<string, NamedTensor>,
  architecture: Architecture,
  classes: readonly string[],
  start: Checkpoint,
): StartWeights {
  const { state } = start
  const trained = averagedWeights(start)
  const sameScoring = state.architecture.scoring === architecture.scoring
  const logits = logitPairs(architecture, classes, state)
  const weights = new Map<string, NamedTensor>()
  let anew = 0
  for (const [name, shape] of parameterShapes(architecture)) {
    const own = fresh.get(name) as NamedTensor
    const known = trained.get(name)
    const taken =
      known === undefined || (isClassLayer(name) && !sameScoring)
        ? null
        : isClassLayer(name)
          ? mergeLogits(own, known, logits)
          : known.shape.join() === shape.join()
            ? { shape, values: known.values.slice() }
            : null
    if (taken === null) anew++
    weights.set(name, taken ?? own)
  }
  const added = classes.filter((name) => !state.classes.includes(name))
  return { weights, note: noteOf(state.runId, anew, added) }
}

const isClassLayer = (name: string) => /^head\d\.class\./.test(name)

interface LogitPairs {
  /** Logits of an anchor here and there. */
  here: number
  there: number
  /** Place of each logit here, and there; classes of only one of the two are in none. */
  pairs: readonly (readonly [number, number])[]
}

function logitPairs(
  architecture: Architecture,
  classes: readonly string[],
  state: Checkpoint['state'],
): LogitPairs {
  const first = architecture.scoring === 'softmax' ? 1 : 0
  const background: [number, number][] = first === 1 ? [[0, 0]] : []
  const shared = classes.flatMap((name, i): [number, number][] => {
    const there = state.classes.indexOf(name)
    return there < 0 ? [] : [[first + i, first + there]]
  })
  return {
    here: numLogits(architecture),
    there: numLogits(state.architecture),
    pairs: [...background, ...shared],
  }
}

/** Class layer [..., A * logits]: known logits over fresh ones; null where the anchors of a cell differ in number. */
function mergeLogits(
  own: NamedTensor,
  known: NamedTensor,
  { here, there, pairs }: LogitPairs,
): NamedTensor | null {
  const ownWidth = own.shape.at(-1) as number
  const knownWidth = known.shape.at(-1) as number
  const numShapes = ownWidth / here
  const rows = own.values.length / ownWidth
  if (knownWidth / there !== numShapes || known.values.length / knownWidth !== rows) return null
  const values = own.values.slice()
  for (let row = 0; row < rows; row++) {
    for (let anchor = 0; anchor < numShapes; anchor++) {
      for (const [to, from] of pairs) {
        values[row * ownWidth + anchor * here + to] = known.values[
          row * knownWidth + anchor * there + from
        ] as number
      }
    }
  }
  return { shape: own.shape, values }
}

function noteOf(runId: string, anew: number, added: readonly string[]): string {
  const classes = added.length === 0 ? '' : ` New to it: ${added.join(', ')}.`
  const layers = anew === 0 ? '' : ` ${anew} of its weights do not fit these settings and begin anew.`
  return `Goes on from the best weights of ${runId}.${classes}${layers}`
}
