import { TriangleAlert } from 'lucide-react'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Button } from './components/Button'
import { EmptyState } from './components/EmptyState'
import { t } from './language/t'

interface Props {
  children: ReactNode
}

interface State {
  error: Error | null
}

/** Keeps a fault of one part on that part: says so, and lets the person try again. Edits are safe in main. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('part of the window failed', error, info.componentStack)
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <EmptyState
        icon={TriangleAlert}
        title={t('This part of the window failed')}
        testId="error-boundary"
        actions={
          <>
            <Button onClick={() => this.setState({ error: null })}>{t('Try again')}</Button>
            <Button onClick={() => window.location.reload()}>{t('Reload the window')}</Button>
          </>
        }
      >
        {t('Everything you saved is on disk.')} <span className="mono selectable">{error.message}</span>
      </EmptyState>
    )
  }
}
