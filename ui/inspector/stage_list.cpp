#include "ui/inspector/stage_list.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/inspector/choice_labels.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int mark_role = Qt::UserRole;
constexpr int most_rows = 8;
constexpr int mark_margin = 6;

// The mark stands at the right, in the secondary colour.
class StageDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(theme().muted);
        painter->drawText(option.rect.adjusted(0, 0, -mark_margin, 0), Qt::AlignRight | Qt::AlignVCenter, index.data(mark_role).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(qRound(option.fontMetrics.height() * 1.6));
        return size;
    }

protected:
    // The name gives way to the mark.
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->rect.isEmpty()) return;
        const int mark = option->fontMetrics.horizontalAdvance(index.data(mark_role).toString());
        option->text = option->fontMetrics.elidedText(option->text, Qt::ElideRight, option->rect.width() - mark - 4 * mark_margin);
    }
};

QString markOf(const Origin& from) {
    if (from.kind == Origin::Kind::Previous) return QStringLiteral("↑");  // goes on with what stands above it
    return choiceLabel(QStringLiteral("from"), from.kind == Origin::Kind::Scratch ? QStringLiteral("scratch") : QStringLiteral("run"));
}

QString spoken(const Origin& from) {
    const char* word = from.kind == Origin::Kind::Previous ? "previous" : from.kind == Origin::Kind::Scratch ? "scratch" : "run";
    return choiceLabel(QStringLiteral("from"), QLatin1String(word));
}

}  // namespace

StageList::StageList(ExperimentDocument& document, QWidget* parent) : QListWidget(parent), m_document(document) {
    setObjectName(QStringLiteral("stages"));
    setAccessibleName(tr("Stages"));
    setToolTip(
        tr("The fields below are the selected stage's. F2 or a double click renames it, Del removes it, Alt with an arrow moves it."));
    setItemDelegate(new StageDelegate(this));
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0) m_document.showStage(row);
    });
    connect(this, &QListWidget::itemChanged, this, &StageList::rename);
    connect(&document, &ExperimentDocument::problemsChanged, this, &StageList::follow);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &StageList::follow);
    follow();
}

void StageList::follow() {
    const QSignalBlocker quiet(this);
    const Experiment& experiment = m_document.experiment();
    const std::vector<Stage> stages = expandedStages(experiment);
    const bool several = hasStages(experiment);
    while (count() > static_cast<int>(stages.size())) delete takeItem(count() - 1);
    while (count() < static_cast<int>(stages.size())) addItem(QString());
    for (int i = 0; i < count(); ++i) {
        const Stage& stage = stages[static_cast<std::size_t>(i)];
        const QString name = QString::fromStdString(stage.name);
        QString wrong;
        if (several) wrong = m_document.problemAt("stages[" + std::to_string(i + 1) + "]");
        QListWidgetItem* one = item(i);
        if (one->text() != name) one->setText(name);
        one->setData(mark_role, markOf(stage.from));
        one->setData(Qt::AccessibleTextRole, tr("%1, starts from: %2").arg(name, spoken(stage.from)));
        one->setData(Qt::AccessibleDescriptionRole, wrong);
        one->setToolTip(wrong);
        one->setForeground(!wrong.isEmpty() ? theme().error : several ? theme().text : theme().muted);
        one->setFlags(several ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    setCurrentRow(m_document.shownStage());
    updateGeometry();
}

void StageList::rename(QListWidgetItem* item) {
    const int number = row(item);
    const QString name = item->text().trimmed();
    const auto& stages = m_document.experiment().stages;
    QString wrong;
    if (number < 0 || number >= static_cast<int>(stages.size())) return;
    const bool taken = std::any_of(stages.begin(), stages.end(), [&](const Stage& stage) {
        return &stage != &stages[static_cast<std::size_t>(number)] && stage.name == name.toStdString();
    });
    if (name.isEmpty()) wrong = tr("A stage needs a name.");
    else if (taken) wrong = tr("Another stage is called %1 already.").arg(name);
    else wrong = m_document.setPath("stages[" + std::to_string(number + 1) + "].name", {name.toStdString()});
    follow();
    Q_EMIT refused(wrong);
}

QSize StageList::sizeHint() const {
    const int rows = std::clamp(count(), 1, most_rows);
    const int height = count() > 0 ? sizeHintForRow(0) : fontMetrics().height();
    return {200, rows * height + 2 * frameWidth() + 2};
}
QSize StageList::minimumSizeHint() const { return {120, sizeHint().height()}; }

bool StageList::event(QEvent* event) {
    // The window's commands on layers have these keys too.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool moves = (key->modifiers() & Qt::AltModifier) && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
        if (moves || key->key() == Qt::Key_Delete || key->key() == Qt::Key_F2 || key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            event->accept();
            return true;
        }
    }
    return QListWidget::event(event);
}

void StageList::keyPressEvent(QKeyEvent* event) {
    const int by = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if (by != 0 && event->modifiers() & Qt::AltModifier) Q_EMIT moveRequested(by);
    else if (event->key() == Qt::Key_Delete) Q_EMIT removeRequested();
    else QListWidget::keyPressEvent(event);
}

void StageList::changeEvent(QEvent* event) {
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) follow();
    if (event->type() == QEvent::FontChange) updateGeometry();
}

}  // namespace layerlab
