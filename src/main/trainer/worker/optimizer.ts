import { attribute, run, runInPlace } from '../../detector/convolution/native'
import type { DetectorModel } from '../../detector/model'
import type { NamedTensor } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { averagingDecay } from './averaging'
import { updateRules } from './optimizers/index'
import type { Move, OptimizerSettings } from './optimizers/types'
import { createDeviceVariable, type DeviceVariable } from './optimizers/variable'

export interface StepResult {
  /** Before clipping. */
  gradientNorm: number
  /** False where the gradient was not finite: then nothing changed. */
  applied: boolean
}

/** How far an optimiser has come: with its numbers, all that it goes on from. */
export interface OptimizerProgress {
  /** Updates made. */
  updates: number
  /** Updates in which a parameter rested, by name; absent: 0. The others are its own. */
  missed: Record<string, number>
}

/**
 * Moves the parameters of a model that learn, with clipping by global norm, rates by group and averaged weights. All
 * numbers stay on TensorFlow's device and change there by its fused operations. State is kept by parameter name, so
 * that what learns may change within a run.
 */
export interface Optimizer {
  readonly progress: OptimizerProgress
  /** gradients: one for each trainable parameter of the model, in its order; they stay the caller's. */
  step(gradients: readonly tf.Tensor[], learningRate: number): StepResult
  /** Takes in parameters that have begun to learn since: they start with empty moments. */
  adopt(): void
  /** Averages of what learns, in the model's order, which are evaluated and exported; whoever asks disposes of them. */
  averages(): tf.Tensor[]
  /** Copies of the numbers by `<part>/<parameter>`: of all parts (`values`, `average`, the moments) or of those wished. */
  numbers(parts?: readonly string[]): Map<string, NamedTensor>
  /** Puts saved numbers back; what is not among them stays as it is. */
  restore(saved: ReadonlyMap<string, NamedTensor>, progress: OptimizerProgress): void
  /** Holds on to everything as it is now, in the place of what was held before; at first that is the beginning. */
  keep(): void
  /** Goes back to what was kept last. */
  goBack(): void
  dispose(): void
}

interface Slot {
  value: DeviceVariable
  moments: DeviceVariable[]
  /** Running average of the value; null: the value itself. */
  average: DeviceVariable | null
  rateFactor: number
  weightDecay: number
  /** What was kept of each variable, in the order of its parts; the device copies it when the variable changes. */
  kept: tf.Tensor[]
}

/** Makes an optimiser that begins with the model's values; `isTrunk` learns at `settings.trunkFactor` of the rate. */
export function createOptimizer(
  model: Pick<DetectorModel, 'parameters' | 'trainable' | 'replace'>,
  settings: OptimizerSettings,
  isTrunk: (name: string) => boolean,
): Optimizer {
  const rule = updateRules[settings.kind]
  const slots = new Map<string, Slot>()
  let progress: OptimizerProgress = { updates: 0, missed: {} }
  let kept = structuredClone(progress)
  const slotOf = (name: string) => slots.get(name) as Slot
  const adopt = () => {
    for (const name of model.trainable) {
      if (slots.has(name)) continue
      const slot = createSlot(model.parameters.get(name) as tf.Tensor, name)
      slots.set(name, slot)
      keepSlot(slot)
      for (const { updates, missed } of [progress, kept]) if (updates > 0) missed[name] = updates
    }
  }
  const createSlot = (value: tf.Tensor, name: string): Slot => ({
    value: createDeviceVariable(value),
    moments: rule.moments.map(() => {
      const zeros = tf.zerosLike(value)
      const moment = createDeviceVariable(zeros)
      zeros.dispose()
      return moment
    }),
    average: settings.emaDecay > 0 ? createDeviceVariable(value) : null,
    rateFactor: isTrunk(name) ? settings.trunkFactor : 1,
    weightDecay: name.endsWith('.bias') ? 0 : settings.weightDecay,
    kept: [],
  })
  const partsOf = ({ value, moments, average }: Slot): [string, DeviceVariable][] => [
    ['values', value],
    ...rule.moments.map((part, i): [string, DeviceVariable] => [part, moments[i] as DeviceVariable]),
    ['average', average ?? value],
  ]
  const keepSlot = (slot: Slot) => {
    tf.dispose(slot.kept)
    slot.kept = partsOf(slot).map(([, variable]) => tf.keep(variable.read()))
  }
  const update = (gradients: readonly tf.Tensor[], gradientNorm: number, learningRate: number) => {
    progress.updates++
    const isClipped = settings.clipNorm > 0 && gradientNorm > settings.clipNorm
    const clip = isClipped ? tf.scalar(settings.clipNorm / gradientNorm) : null
    const follow = followBy(progress.updates, settings.emaDecay)
    const moves = new Map<string, Move>()
    for (const [i, name] of model.trainable.entries()) {
      const { value, moments, average, rateFactor, weightDecay } = slotOf(name)
      const count = progress.updates - (progress.missed[name] ?? 0)
      const key = [rateFactor, weightDecay, count].join()
      const move =
        moves.get(key) ?? rule.moveBy({ rate: learningRate * rateFactor, weightDecay, count }, settings)
      moves.set(key, move)
      tf.tidy(() => {
        const gradient = gradients[i] as tf.Tensor
        move(value, moments, clip === null ? gradient : tf.mul(gradient, clip))
      })
      model.replace(name, value.read())
      if (average !== null) follow(average, model.parameters.get(name) as tf.Tensor)
    }
    restOthers(follow)
  }
  /** What rests in an update keeps its value and its moments; its average goes on. */
  const restOthers = (follow: ReturnType<typeof followBy>) => {
    const learning = new Set(model.trainable)
    for (const [name, { average }] of slots) {
      if (learning.has(name)) continue
      progress.missed[name] = (progress.missed[name] ?? 0) + 1
      if (average !== null) follow(average, model.parameters.get(name) as tf.Tensor)
    }
  }
  adopt()
  return {
    get progress() {
      return progress
    },
    adopt,
    step(gradients, learningRate) {
      const gradientNorm = globalNorm(gradients)
      const applied = Number.isFinite(gradientNorm)
      if (applied) tf.tidy(() => update(gradients, gradientNorm, learningRate))
      return { gradientNorm, applied }
    },
    averages: () =>
      model.trainable.map((name) => {
        const { average, value } = slotOf(name)
        return (average ?? value).read()
      }),
    numbers(wished) {
      const numbers = new Map<string, NamedTensor>()
      for (const [name, slot] of slots) {
        for (const [part, variable] of partsOf(slot)) {
          if (wished === undefined || wished.includes(part)) {
            numbers.set(`${part}/${name}`, readNumbers(variable))
          }
        }
      }
      return numbers
    },
    restore(saved, from) {
      progress = structuredClone(from)
      for (const [name, slot] of slots) {
        for (const [part, variable] of partsOf(slot)) {
          const found = saved.get(`${part}/${name}`)
          if (found?.values.length !== variable.shape.reduce((size, side) => size * side, 1)) continue
          tf.tidy(() => variable.assign(tf.tensor(found.values, [...variable.shape])))
        }
        model.replace(name, slot.value.read())
      }
    },
    keep() {
      kept = structuredClone(progress)
      for (const slot of slots.values()) keepSlot(slot)
    },
    goBack() {
      progress = structuredClone(kept)
      for (const [name, slot] of slots) {
        for (const [i, [, variable]] of partsOf(slot).entries()) variable.assign(slot.kept[i] as tf.Tensor)
        model.replace(name, slot.value.read())
      }
    },
    dispose() {
      for (const slot of slots.values()) {
        tf.dispose(slot.kept)
        for (const variable of [slot.value, ...slot.moments]) variable.dispose()
        slot.average?.dispose()
      }
      slots.clear()
    },
  }
}

/** Euclidean norm over all gradients; not finite where any number of them is not. */
function globalNorm(gradients: readonly tf.Tensor[]): number {
  let sum = 0
  tf.tidy(() => {
    const halves = gradients.map((g) => run<tf.Scalar>('L2Loss', [attribute.float32()], [g]))
    for (const half of tf.stack(halves).dataSync<'float32'>()) sum += 2 * half
  })
  return Math.sqrt(sum)
}

/** Moves an average towards a value: a <- a - (1 - decay) (a - v). */
function followBy(updates: number, decay: number): (average: DeviceVariable, value: tf.Tensor) => void {
  const share = tf.scalar(1 - averagingDecay(updates, decay))
  const attributes = [attribute.float32(), attribute.bool('use_locking', false)]
  return (average, value) =>
    tf.tidy(() => {
      const before = average.read()
      const distance = tf.sub(before, value)
      // With no other reader the update needs no copy.
      before.dispose()
      runInPlace('ResourceApplyGradientDescent', attributes, [average.handle, share, distance])
    })
}

function readNumbers(variable: DeviceVariable): NamedTensor {
  const tensor = variable.read()
  const values = tensor.dataSync<'float32'>()
  tensor.dispose()
  return { shape: [...variable.shape], values }
}
