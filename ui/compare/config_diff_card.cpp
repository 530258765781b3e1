#include "ui/compare/config_diff_card.h"

#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QVBoxLayout>

#include "engine/runs/comparison.h"
#include "engine/runs/config_diff.h"
#include "ui/charts/legible.h"
#include "ui/shell/elided_label.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr double tint = 0.16;  // of a line's background

}  // namespace

ConfigDiffCard::ConfigDiffCard(QWidget* parent)
    : QWidget(parent),
      m_comparison(std::make_shared<Comparison>()),
      m_left(new QComboBox(this)),
      m_right(new QComboBox(this)),
      m_text(new QPlainTextEdit(this)) {
    auto* title = new ElidedLabel(this);
    title->setText(tr("What differs in their configs"));
    title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (QComboBox* chooser : {m_left, m_right}) {
        chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        chooser->setMinimumContentsLength(9);
        chooser->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(chooser, &QComboBox::currentIndexChanged, this, &ConfigDiffCard::compare);
    }
    m_left->setObjectName(QStringLiteral("diffLeft"));
    m_right->setObjectName(QStringLiteral("diffRight"));
    m_left->setAccessibleName(tr("Left of the difference"));
    m_right->setAccessibleName(tr("Right of the difference"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(12, 5, 8, 2);
    line->setSpacing(4);
    line->addWidget(title);
    line->addSpacing(8);
    line->addWidget(m_left, 1);
    line->addWidget(new QLabel(QStringLiteral("\u2192"), this));
    line->addWidget(m_right, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_text, 1);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Lines that differ"));
    m_text->document()->setDocumentMargin(8);
    m_text->setStyleSheet(QStringLiteral("QPlainTextEdit { border: none; background: transparent; }"));
    compare();
}

void ConfigDiffCard::show(const std::shared_ptr<const Comparison>& comparison) {
    m_comparison = comparison;
    fillChoosers();
    compare();
}

// Groups first, then single runs where groups have several. An item's data is the number of the run that it stands for; its
// folder finds it again when the runs change.
void ConfigDiffCard::fillChoosers() {
    constexpr int folder_role = Qt::UserRole + 1;
    for (QComboBox* chooser : {m_left, m_right}) {
        const QSignalBlocker quiet(chooser);
        const QVariant before = chooser->currentData(folder_role);
        const QString before_name = chooser->currentText();
        chooser->clear();
        const auto add = [&](const QString& name, std::size_t run) {
            chooser->addItem(name, static_cast<int>(run));
            const int place = chooser->count() - 1;
            chooser->setItemData(place, QString::fromStdString(m_comparison->runs[run].folder.string()), folder_role);
            chooser->setItemData(place, name, Qt::ToolTipRole);
        };
        std::size_t readable = 0;
        for (const ComparedGroup& group : m_comparison->groups) {
            readable += group.runs.size();
            add(QString::fromStdString(group.name), group.runs.front());
        }
        if (readable > m_comparison->groups.size()) {
            chooser->insertSeparator(chooser->count());
            for (const ComparedGroup& group : m_comparison->groups)
                for (const std::size_t run : group.runs) add(QString::fromStdString(m_comparison->runs[run].name), run);
        }
        int place = -1;
        for (int i = 0; i < chooser->count() && place < 0; ++i)
            if (before.isValid() && chooser->itemData(i, folder_role) == before && chooser->itemText(i) == before_name) place = i;
        if (place < 0 && before.isValid()) place = chooser->findData(before, folder_role);
        if (place < 0) place = chooser == m_left ? 0 : qMin(1, static_cast<int>(m_comparison->groups.size()) - 1);
        chooser->setCurrentIndex(place);
    }
    // A second run came to the first: comparing one with itself says nothing.
    if (m_left->currentIndex() == m_right->currentIndex() && m_comparison->groups.size() > 1) {
        const QSignalBlocker quiet(m_right);
        m_right->setCurrentIndex(m_left->currentIndex() == 0 ? 1 : 0);
    }
}

// Of two groups two runs of one seed, where there are such: that groups differ in seeds says nothing.
std::pair<std::size_t, std::size_t> ConfigDiffCard::pairOf(std::size_t left, std::size_t right) const {
    const auto groups = static_cast<int>(m_comparison->groups.size());
    if (m_left->currentIndex() >= groups || m_right->currentIndex() >= groups) return {left, right};
    const auto& runs = m_comparison->runs;
    for (const std::size_t one : m_comparison->groups[static_cast<std::size_t>(m_left->currentIndex())].runs)
        for (const std::size_t other : m_comparison->groups[static_cast<std::size_t>(m_right->currentIndex())].runs)
            if (runs[one].seed == runs[other].seed) return {one, other};
    return {left, right};
}

void ConfigDiffCard::compare() {
    m_marks.clear();
    QStringList lines;
    const QVariant left = m_left->currentData(), right = m_right->currentData();
    const auto& runs = m_comparison->runs;
    const bool two = m_comparison->groups.size() > 1 || m_left->count() > 1;
    for (QComboBox* chooser : {m_left, m_right}) {
        chooser->setEnabled(two);
        chooser->setToolTip(chooser->currentText());
    }
    if (!left.isValid() || !right.isValid() || !two) {
        lines << tr("Add a second run: what differs in the experiments is shown here.");
    } else {
        const auto [one, other] = pairOf(static_cast<std::size_t>(left.toInt()), static_cast<std::size_t>(right.toInt()));
        for (const DiffLine& line : configDiff(runs[one].experiment, runs[other].experiment)) {
            m_marks.push_back(line.mark);
            lines << (line.mark == '@' ? QStringLiteral("\u22ef")
                                       : QLatin1Char(line.mark) + QStringLiteral(" ") + QString::fromStdString(line.text));
        }
        if (lines.isEmpty()) lines << tr("Nothing differs but name and description.");
    }
    if (const QString wanted = lines.join(QLatin1Char('\n')); m_text->toPlainText() != wanted) m_text->setPlainText(wanted);
    colour();
}

void ConfigDiffCard::colour() {
    const Theme& t = theme();
    QList<QTextEdit::ExtraSelection> tinted;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i] == ' ') continue;
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(m_text->document()->findBlockByNumber(static_cast<int>(i)));
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        if (m_marks[i] == '@') {
            line.cursor.select(QTextCursor::LineUnderCursor);
            line.format.setForeground(t.muted);
        } else {
            line.format.setBackground(blended(m_marks[i] == '+' ? t.trained : t.error, t.panel, tint));
        }
        tinted << line;
    }
    m_text->setExtraSelections(tinted);
}

void ConfigDiffCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
