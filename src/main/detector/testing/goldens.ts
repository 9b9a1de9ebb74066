import { fileURLToPath } from 'node:url'
import { type GoldenCase, readGolden } from '../../selfcheck/readGolden'

/** Cases of one kind from a file of fixtures/goldens; throws where there are none, so that no test runs on nothing. */
export function goldenCases(file: string, kind?: string): GoldenCase[] {
  const path = fileURLToPath(new URL(`../../../../fixtures/goldens/${file}`, import.meta.url))
  const cases = readGolden(path).filter((golden) => kind === undefined || golden.kind === kind)
  if (cases.length === 0) throw new Error(`${file} holds no case of kind ${kind}`)
  return cases
}

/** All numbers of a nested list, in order. */
export function flatNumbers(value: unknown): number[] {
  return (Array.isArray(value) ? value.flat(Infinity) : [value]) as number[]
}
