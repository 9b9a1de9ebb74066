import { ChevronDown } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'

/** How the section around is closed and moved; null: it is no section of a panel that remembers. */
export interface SectionFold {
  testId: string
  close(): void
  moves: ReactNode
}

export const SectionFoldContext = createContext<SectionFold | null>(null)

/** The name in the head of a section; a press closes the section where its panel can. */
export function SectionTitle({ children }: { children: ReactNode }) {
  const fold = useContext(SectionFoldContext)
  if (fold === null) return <h2 className="grow">{children}</h2>
  return (
    <>
      <h2 className="grow">
        <button
          type="button"
          className="panel-section-toggle"
          aria-expanded
          data-testid={fold.testId}
          onMouseDown={(event) => event.preventDefault()}
          onClick={fold.close}
        >
          <ChevronDown aria-hidden />
          {children}
        </button>
      </h2>
      {fold.moves}
    </>
  )
}
