import type { ReviewError } from '../../../../../shared/review/schema'
import { groupedText } from '../../../../../shared/text/count'
import { ClassSwatch } from '../../../../components/ClassSwatch'
import { Field } from '../../../../components/Field'
import { NumberEntry } from '../../../../components/NumberEntry'
import { localText, t } from '../../../../language/t'
import { useProject } from '../../../../state/project/project'
import { type ErrorFilter, type FilterValues, filterErrors } from '../../../../state/review/errorFilters'
import { setFilter, toggleChoice } from '../../../../state/review/queueView'

interface FilterProps<F extends ErrorFilter = ErrorFilter> {
  filter: F
  errors: readonly ReviewError[]
  values: FilterValues
}

/** The control of a filter by its sort: values to press, two numbers, or a text. */
export function FilterControl({ filter, ...rest }: FilterProps) {
  switch (filter.control) {
    case 'choices':
      return <Choices filter={filter} {...rest} />
    case 'range':
      return <Range filter={filter} values={rest.values} />
    case 'text':
      return (
        <div className="filter-text">
          <Field
            prefix={localText(filter.label)}
            aria-label={t('Filter by {{label}}', { label: localText(filter.label).toLowerCase() })}
            data-testid={`filter-${filter.id}`}
            placeholder={t('part of a name')}
            value={String(rest.values[filter.id] ?? '')}
            onChange={(event) => setFilter(filter.id, event.target.value || null)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
            }}
          />
        </div>
      )
  }
}

function Choices({ filter, errors, values }: FilterProps<Extract<ErrorFilter, { control: 'choices' }>>) {
  const classes = useProject((state) => state.classes)
  const value = values[filter.id]
  const chosen = Array.isArray(value) ? value.map(String) : []
  const counts = new Map<string, number>(filter.options?.map((option) => [option.value, 0]) ?? [])
  for (const error of filterErrors(errors, values, filter.id)) {
    const key = filter.valueOf(error)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  // A chosen value stays in sight when the other filters leave nothing of it.
  for (const one of chosen) if (!counts.has(one)) counts.set(one, 0)
  const options =
    filter.options ??
    [...counts.keys()].sort((a, b) => (a < b ? -1 : 1)).map((name) => ({ value: name, label: name }))
  return (
    <fieldset className="filter-choices" aria-label={localText(filter.label)}>
      {options.map(({ value: option, label }) => {
        const color = filter.id === 'class' ? classes.find(({ name }) => name === option)?.color : undefined
        return (
          <button
            key={option}
            type="button"
            className="filter-choice"
            aria-pressed={chosen.includes(option)}
            data-testid={`filter-${filter.id}-${option}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => toggleChoice(filter.id, option)}
          >
            {color !== undefined && <ClassSwatch color={color} />}
            <span className="ellipsis">{filter.options === undefined ? label : localText(label)}</span>
            <span className="faint">{groupedText(counts.get(option) ?? 0)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}

function Range({
  filter,
  values,
}: Pick<FilterProps<Extract<ErrorFilter, { control: 'range' }>>, 'filter' | 'values'>) {
  const value = values[filter.id]
  const { min, max, label } = filter
  const [low, high] = Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [min, max]
  const set = (range: [number, number]) =>
    setFilter(filter.id, range[0] <= min && range[1] >= max ? null : range)
  const isInside = (number: number) => number >= min && number <= max
  return (
    <div className="filter-range">
      <span className="grow">{localText(label)}</span>
      <NumberEntry
        label={t('{{label}} from', { label: localText(label) })}
        testId={`filter-${filter.id}-from`}
        value={low}
        accepts={isInside}
        onCommit={(next) => set([next, Math.max(next, high)])}
      />
      <span className="faint">{t('to')}</span>
      <NumberEntry
        label={t('{{label}} to', { label: localText(label) })}
        testId={`filter-${filter.id}-to`}
        value={high}
        accepts={isInside}
        onCommit={(next) => set([Math.min(low, next), next])}
      />
    </div>
  )
}
