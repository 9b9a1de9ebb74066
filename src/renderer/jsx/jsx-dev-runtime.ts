import { jsxDEV as makeOne } from 'react/jsx-dev-runtime'
import { shownProps } from './shownProps'

// As jsx-runtime, for builds that tell where an element stands in the source.

export type { JSX } from 'react'
export { Fragment } from 'react/jsx-dev-runtime'

export const jsxDEV: typeof makeOne = (type, props, ...place) =>
  makeOne(type, shownProps(type, props as Record<string, unknown>), ...place)
