import { InvalidArgumentError } from 'commander'

/** A whole number of an option; commander prints what is wrong with it and exits with 2. */
export function readInteger(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new InvalidArgumentError('It has to be a whole number.')
  return value
}

/** A number in [0, 1]. */
export function readFraction(text: string): number {
  const value = Number(text)
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It has to be a number from 0 to 1.')
  return value
}

/** A number above 0. */
export function readPositive(text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('It has to be a number above 0.')
  return value
}

/** `70/15/15` as shares that add up to 1. */
export function readRatios(text: string): { train: number; val: number; test: number } {
  const parts = text.split('/').map(Number)
  const sum = parts.reduce((a, b) => a + b, 0)
  if (parts.length !== 3 || parts.some((part) => !(part >= 0)) || !(sum > 0)) {
    throw new InvalidArgumentError('Write train/val/test, e.g. 70/15/15.')
  }
  return { train: parts[0] / sum, val: parts[1] / sum, test: parts[2] / sum }
}

/** One of a few words. */
export function readChoice<W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    const word = words.find((candidate) => candidate === text)
    if (word === undefined) throw new InvalidArgumentError(`It has to be ${words.join(', ')}.`)
    return word
  }
}

/** Gathers an option that may be given several times. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
