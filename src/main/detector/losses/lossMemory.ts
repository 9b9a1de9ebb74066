import type { LossMemory } from './types'

/** Part of a memory that belongs to one owner: the keys that start with `<owner>.`, without that. */
export function memoryOf(memory: LossMemory, owner: string): LossMemory {
  const prefix = `${owner}.`
  return Object.fromEntries(
    Object.entries(memory)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, numbers]) => [key.slice(prefix.length), numbers]),
  )
}

/** A memory with the part of one owner replaced. */
export function withMemoryOf(memory: LossMemory, owner: string, part: LossMemory): LossMemory {
  const prefix = `${owner}.`
  const others = Object.entries(memory).filter(([key]) => !key.startsWith(prefix))
  const own = Object.entries(part).map(([key, numbers]) => [`${prefix}${key}`, numbers] as const)
  return Object.fromEntries([...others, ...own])
}
