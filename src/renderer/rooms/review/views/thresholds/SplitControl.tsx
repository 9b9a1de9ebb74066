import { countText } from '../../../../language/count'
import { t } from '../../../../language/t'
import { showSplit, useFigures } from '../../../../state/review/figures'
import { SplitSwitch } from '../../SplitSwitch'

/** Which pictures the figures are of. */
export function SplitControl() {
  const { split, data } = useFigures()
  return (
    <section aria-label={t('Pictures')} className="operating-section">
      <div className="section-head">
        <h2>{t('Pictures')}</h2>
        <span className="faint">{data === null ? '' : countText(data.images, 'picture')}</span>
      </div>
      <div className="operating-body">
        <SplitSwitch label={t('Split')} value={split} splits={['val', 'test']} onShow={showSplit} />
        {split === 'test' && (
          <p className="faint small">
            {t('Thresholds are chosen on the validation pictures; here they can only be tried.')}
          </p>
        )}
      </div>
    </section>
  )
}
