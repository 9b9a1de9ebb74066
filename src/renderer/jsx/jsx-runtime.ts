import { jsxs as makeMany, jsx as makeOne } from 'react/jsx-runtime'
import { shownProps } from './shownProps'

// What `<p>{name}</p>` compiles to: React's own functions, with foreign text made harmless on its way to the page.
// package.json names this folder `#jsx`, tsconfig.base.json says that elements are made with it.

export type { JSX } from 'react'
export { Fragment } from 'react/jsx-runtime'

export const jsx: typeof makeOne = (type, props, key) =>
  makeOne(type, shownProps(type, props as Record<string, unknown>), key)

export const jsxs: typeof makeMany = (type, props, key) =>
  makeMany(type, shownProps(type, props as Record<string, unknown>), key)
