#include "ui/sweep/sweep_popup.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "engine/experiment/fields.h"
#include "engine/experiment/sweep.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/muted_label.h"
#include "ui/session/experiment_document.h"
#include "ui/sweep/sweep_edit.h"

namespace layerlab {

SweepPopup::SweepPopup(ExperimentDocument& document, const QString& label, const std::string& key, QWidget* window)
    : QFrame(window),
      m_document(document),
      m_key(key),
      m_complaint(new QLabel(this)),
      m_count(new MutedLabel({}, this)),
      m_accept(new QPushButton(tr("Sweep"), this)) {
    setObjectName(QStringLiteral("card"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Sweep %1").arg(label));
    auto* column = new QVBoxLayout(this);
    auto* heading = new QLabel(tr("Sweep %1").arg(label), this);
    heading->setObjectName(QStringLiteral("sectionHeader"));
    heading->setToolTip(QString::fromStdString(key));
    column->addWidget(heading);

    const KeyHelp* help = keyHelp(key);
    const bool chosen = help && (help->kind == ValueKind::Choice || help->kind == ValueKind::Boolean);
    if (chosen) addChoices(column);
    else addLine(column);
    if (!chosen) addRange(column);
    m_complaint->setObjectName(QStringLiteral("error"));
    m_complaint->setTextFormat(Qt::PlainText);
    m_complaint->setWordWrap(true);
    column->addWidget(m_complaint);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_count, 1);
    const bool swept = sweepAxis(document.experiment(), key) != nullptr;
    if (swept) {
        auto* remove = new QPushButton(tr("Do not sweep"), this);
        remove->setObjectName(QStringLiteral("sweepRemove"));
        connect(remove, &QPushButton::clicked, this, [this] {
            removeAxis(m_document, m_key);
            finish();
        });
        buttons->addWidget(remove);
        m_accept->setText(tr("Change"));
    }
    m_accept->setObjectName(QStringLiteral("sweepAccept"));
    connect(m_accept, &QPushButton::clicked, this, &SweepPopup::accept);
    buttons->addWidget(m_accept);
    column->addLayout(buttons);
    setFixedWidth(fontMetrics().averageCharWidth() * 48);
    for (QWidget* part : findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus) part->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        // Another program's window takes the focus away without choosing anything here.
        if (!isVisible() || !now || isAncestorOf(now) || now->window() != this->window()) return;
        if (m_edited && !m_read.empty()) accept();
        else finish();
    });
    check();
}

void SweepPopup::addChoices(QVBoxLayout* column) {
    const KeyHelp* help = keyHelp(m_key);
    std::vector<std::string> words = help->choices;
    if (help->kind == ValueKind::Boolean) words = {"false", "true"};
    const Sweep::Axis* axis = sweepAxis(m_document.experiment(), m_key);
    for (const std::string& word : words) {
        const QString plain = QString::fromStdString(word);
        const QString shown = help->kind == ValueKind::Boolean ? (word == "true" ? tr("on") : tr("off"))
                                                               : choiceLabel(QString::fromStdString(help->path), plain);
        auto* box = new QCheckBox(shown, this);
        box->setObjectName(QStringLiteral("sweepChoice:") + plain);
        box->setProperty("word", plain);
        box->setChecked(!axis || std::find(axis->values.begin(), axis->values.end(), word) != axis->values.end());
        connect(box, &QCheckBox::toggled, this, [this] {
            m_edited = true;
            check();
        });
        column->addWidget(box);
        m_choices << box;
    }
    setFocusProxy(m_choices.value(0));
}

void SweepPopup::addLine(QVBoxLayout* column) {
    m_values = new QLineEdit(this);
    m_values->setObjectName(QStringLiteral("sweepValues"));
    m_values->setAccessibleName(tr("Values"));
    m_values->setPlaceholderText(tr("0, 0.1, 0.2"));
    const Sweep::Axis* axis = sweepAxis(m_document.experiment(), m_key);
    m_values->setText(axis ? axisValuesText(axis->values)
                           : QString::fromStdString(getValue(m_document.experiment(), m_key).value_or(std::string())) +
                                 QStringLiteral(", "));
    auto* label = new QLabel(tr("Values, with commas between"), this);
    label->setBuddy(m_values);
    column->addWidget(label);
    column->addWidget(m_values);
    connect(m_values, &QLineEdit::textEdited, this, [this] {
        m_edited = true;
        m_range_wrong.clear();
        check();
    });
    setFocusProxy(m_values);
}

// What is put into the range's fields writes the list above: one place says what will be run.
void SweepPopup::addRange(QVBoxLayout* column) {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    const auto field = [&](int place, QWidget* buddy, const QString& name) {
        auto* label = new MutedLabel(name, this);
        label->setBuddy(buddy);
        grid->addWidget(label, 0, place);
        grid->addWidget(buddy, 1, place);
        grid->setColumnStretch(place, 1);
    };
    const auto line = [this](const char* object, const QString& name) {
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QLatin1String(object));
        edit->setAccessibleName(name);
        connect(edit, &QLineEdit::textEdited, this, &SweepPopup::takeRange);
        return edit;
    };
    m_from = line("sweepFrom", tr("First value of the range"));
    m_to = line("sweepTo", tr("Last value of the range"));
    m_step = line("sweepStep", tr("Step or factor of the range"));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("sweepStepKind"));
    m_kind->setAccessibleName(tr("Kind of range"));
    m_kind->addItems({tr("step"), tr("factor")});
    connect(m_kind, &QComboBox::activated, this, &SweepPopup::takeRange);
    field(0, m_from, tr("from"));
    field(1, m_to, tr("to"));
    field(2, m_kind, tr("by"));
    grid->addWidget(m_step, 1, 3);
    grid->setColumnStretch(3, 1);
    auto* title = new MutedLabel(tr("or a range"), this);
    column->addSpacing(4);
    column->addWidget(title);
    column->addLayout(grid);
}

QString SweepPopup::typed() const {
    if (m_values) return m_values->text();
    QStringList words;
    for (const QCheckBox* box : m_choices)
        if (box->isChecked()) words << box->property("word").toString();
    return words.join(QStringLiteral(", "));
}

void SweepPopup::takeRange() {
    m_edited = true;
    std::vector<std::string> values;
    const bool begun = !m_from->text().isEmpty() && !m_to->text().isEmpty() && !m_step->text().isEmpty();
    m_range_wrong = begun ? readRange(m_from->text(), m_to->text(), m_step->text(), m_kind->currentIndex() == 1, values) : QString();
    if (begun && m_range_wrong.isEmpty()) m_values->setText(axisValuesText(values));
    check();
}

void SweepPopup::check() {
    m_read.clear();
    const QString wrong = m_range_wrong.isEmpty() ? readAxisValues(m_document.experiment(), m_key, typed(), m_read) : m_range_wrong;
    m_complaint->setText(wrong);
    m_complaint->setVisible(!wrong.isEmpty());
    m_accept->setEnabled(wrong.isEmpty());
    m_accept->setToolTip(wrong);
    m_count->setText(m_read.empty() ? QString() : m_read.size() == 1 ? tr("1 value") : tr("%1 values").arg(m_read.size()));
    if (m_values) m_values->setAccessibleDescription(wrong);
    if (isVisible()) {
        // A complaint needs room; the card grows downwards, and upwards at the window's edge.
        adjustSize();
        const int lowest = parentWidget()->height() - 4 - height();
        if (y() > lowest) move(x(), qMax(4, lowest));
    }
}

QString SweepPopup::complaint() const { return m_complaint->text(); }

void SweepPopup::openAt(const QPoint& global) {
    m_before = QApplication::focusWidget();
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QPoint at = parentWidget()->mapFromGlobal(global);
    at.setX(qBound(room.left(), at.x(), qMax(room.left(), room.right() - width())));
    at.setY(qBound(room.top(), at.y(), qMax(room.top(), room.bottom() - height())));
    move(at);
    raise();
    show();
    QWidget* first = m_values ? static_cast<QWidget*>(m_values) : m_choices.value(0);
    if (first) first->setFocus(Qt::PopupFocusReason);
    if (m_values) m_values->end(false);
}

void SweepPopup::accept() {
    if (m_read.empty() || m_done) return;
    setAxis(m_document, m_key, m_read);
    finish();
}

void SweepPopup::finish() {
    if (std::exchange(m_done, true)) return;
    const QWidget* focus = QApplication::focusWidget();
    const bool had_focus = focus && isAncestorOf(focus);
    hide();
    if (had_focus && m_before) m_before->setFocus();
    deleteLater();
}

bool SweepPopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        const bool enter = pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter;
        if (enter && !qobject_cast<QPushButton*>(watched)) {
            accept();
            return true;
        }
        if (pressed->key() == Qt::Key_Escape) {
            finish();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void SweepPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) finish();
    else QFrame::keyPressEvent(event);
}

}  // namespace layerlab
