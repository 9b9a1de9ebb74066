/** Where something stands in the text of a search: half-open, in UTF-16 units. */
export interface Place {
  from: number
  to: number
}

/** What is wrong with a search, and where. */
export interface SearchProblem extends Place {
  message: string
}

export type Comparison = '>' | '>=' | '<' | '<=' | '='

/** `field:values`, `field>operand`, or both: what the parts mean is up to the field. */
export interface Term extends Place {
  is: 'term'
  field: string
  values: readonly string[]
  comparison: Comparison | null
  operand: string | null
}

/** `box(...)`, `found(...)`: one label, or one detection of the run, for which all in brackets holds; perhaps counted. */
export interface Group extends Place {
  is: 'group'
  of: RegionKind
  query: Query
  comparison: Comparison | null
  operand: string | null
}

export type RegionKind = 'box' | 'found'

export interface Text extends Place {
  is: 'text'
  value: string
}

export type Query =
  | { is: 'all' }
  | { is: 'and' | 'or'; of: readonly Query[] }
  | { is: 'not'; of: Query }
  | Term
  | Group
  | Text

/** Every term of a search with the kind of group it stands in. */
export function termsOf(
  query: Query,
  group: RegionKind | null = null,
): { term: Term; group: RegionKind | null }[] {
  switch (query.is) {
    case 'and':
    case 'or':
      return query.of.flatMap((one) => termsOf(one, group))
    case 'not':
      return termsOf(query.of, group)
    case 'group':
      return termsOf(query.query, query.of)
    case 'term':
      return [{ term: query, group }]
    default:
      return []
  }
}

/** Every group of a search. */
export function groupsOf(query: Query): Group[] {
  switch (query.is) {
    case 'and':
    case 'or':
      return query.of.flatMap(groupsOf)
    case 'not':
      return groupsOf(query.of)
    case 'group':
      return [query]
    default:
      return []
  }
}
