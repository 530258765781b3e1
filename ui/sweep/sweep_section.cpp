#include "ui/sweep/sweep_section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/experiment/sweep.h"
#include "ui/format.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/muted_label.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/elided_label.h"
#include "ui/sweep/sweep_edit.h"
#include "ui/sweep/sweep_popup.h"
#include "ui/sweep/sweep_words.h"

namespace layerlab {

namespace {

const auto row_key = "key";

// A wrapped label under an axis, in red.
QLabel* errorLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QStringLiteral("error"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

}  // namespace

SweepSection::SweepSection(ExperimentDocument& document, QWidget* parent)
    : CollapsibleSection(tr("Sweep"), QStringLiteral("sweep"), parent),
      m_document(document),
      m_hint(new MutedLabel(tr("Train with several values of a field: right-click it, or press Alt+W in it."))),
      m_axes(new QWidget),
      m_rows(new QVBoxLayout(m_axes)),
      m_seeds(new QLineEdit),
      m_complaint(errorLabel(nullptr)),
      m_size(new MutedLabel),
      m_run(new QPushButton(tr("Run sweep"))) {
    setObjectName(QStringLiteral("sweepSection"));
    setProperty("helpPage", QStringLiteral("sweeps"));
    m_hint->setWordWrap(true);
    add(m_hint);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    add(m_axes);

    auto* seeds = new QWidget;
    auto* line = new QHBoxLayout(seeds);
    line->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(tr("Seeds"));
    label->setBuddy(m_seeds);
    m_seeds->setObjectName(QStringLiteral("sweep.seeds"));
    m_seeds->setAccessibleName(tr("Seeds of the sweep"));
    m_seeds->setPlaceholderText(tr("the experiment's"));
    m_seeds->setAlignment(Qt::AlignRight);
    for (QWidget* part : {static_cast<QWidget*>(label), static_cast<QWidget*>(m_seeds)}) part->setToolTip(helpText("sweep.seeds"));
    line->addWidget(label, 2);
    line->addWidget(m_seeds, 3);
    add(seeds);
    connect(m_seeds, &QLineEdit::editingFinished, this, &SweepSection::commitSeeds);

    add(m_complaint);
    m_size->setObjectName(QStringLiteral("sweepSize"));
    m_size->setWordWrap(true);
    add(m_size);
    m_run->setObjectName(QStringLiteral("runSweep"));
    m_run->setAccessibleName(m_run->text());
    add(m_run);
    connect(m_run, &QPushButton::clicked, this, &SweepSection::runRequested);
    connect(&document, &ExperimentDocument::problemsChanged, this, &SweepSection::follow);
    foldAtFirst();
    follow();
}

void SweepSection::setRunReason(const QString& reason) {
    m_run->setEnabled(reason.isEmpty());
    m_run->setToolTip(reason.isEmpty() ? tr("Train every combination as a run of its own.") : reason);
    m_run->setAccessibleDescription(reason);
}

void SweepSection::setSecondsOfRun(std::optional<double> seconds) {
    if (seconds == m_seconds) return;
    m_seconds = seconds;
    tellSize();
}

void SweepSection::follow() {
    const Experiment& experiment = m_document.experiment();
    std::vector<std::string> keys;
    if (experiment.sweep)
        for (const auto& axis : experiment.sweep->grid) keys.push_back(axis.key);
    const bool begun = keys.size() > m_keys.size();
    if (keys != m_keys) {
        m_keys = keys;
        rebuild();
    }
    if (begun) unfold();  // what was just swept is to be seen
    for (QWidget* row : m_axes->findChildren<QWidget*>(QStringLiteral("sweepAxis"), Qt::FindDirectChildrenOnly)) {
        const std::string key = row->property(row_key).toString().toStdString();
        const Sweep::Axis* axis = sweepAxis(experiment, key);
        if (!axis) continue;  // its end is queued
        auto* values = row->findChild<ElidedLabel*>(QStringLiteral("axisValues"));
        values->setText({}, axisValuesText(axis->values));
        auto* wrong = row->findChild<QLabel*>(QStringLiteral("error"));
        const QString problem = m_document.problemAt(sweep_grid_prefix + key);
        wrong->setText(problem);
        wrong->setVisible(!problem.isEmpty());
    }
    m_hint->setVisible(m_keys.empty());
    m_axes->setVisible(!m_keys.empty());
    if (m_refused.isEmpty() && !m_seeds->hasFocus()) m_seeds->setText(sweepSeedsTyped(experiment));
    QString problem = m_refused.isEmpty() ? m_document.problemAt("sweep.seeds") : m_refused;
    for (const char* path : {"sweep.grid", "sweep"})
        if (problem.isEmpty()) problem = problemExactlyAt(path);
    m_complaint->setText(problem);
    m_complaint->setVisible(!problem.isEmpty());
    tellSize();
}

QString SweepSection::problemExactlyAt(const std::string& path) const {
    for (const Problem& problem : m_document.problems())
        if (!problem.warning && problem.path == path) return QString::fromStdString(problem.message);
    return {};
}

void SweepSection::tellSize() {
    const auto& sweep = m_document.experiment().sweep;
    const std::size_t runs = sweep ? sweepSize(*sweep) : 0;
    m_size->setVisible(sweep.has_value());
    if (!sweep) return;
    QString text = runs > most_sweep_runs ? tr("more than %1 runs").arg(stepText(most_sweep_runs)) : runsText(runs);
    if (m_seconds && runs > 1 && runs <= most_sweep_runs)
        text += QStringLiteral(" · ") + tr("about %1, one at a time").arg(durationText(*m_seconds * static_cast<double>(runs)));
    m_size->setText(text);
}

void SweepSection::rebuild() {
    for (QWidget* row : m_axes->findChildren<QWidget*>(QStringLiteral("sweepAxis"), Qt::FindDirectChildrenOnly)) {
        row->hide();
        row->setObjectName(QString());
        m_rows->removeWidget(row);
        row->deleteLater();  // perhaps from its own button
    }
    for (const std::string& key : m_keys) m_rows->addWidget(makeRow(key));
}

QWidget* SweepSection::makeRow(const std::string& key) {
    auto* row = new QWidget(m_axes);
    row->setObjectName(QStringLiteral("sweepAxis"));
    row->setProperty(row_key, QString::fromStdString(key));
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(2);
    auto* name = new ElidedLabel(row);
    name->setText(QString::fromStdString(shortSweepKey(*m_document.experiment().sweep, key)));
    name->setToolTip(helpText(key));
    name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* values = new ElidedLabel(row);
    values->setObjectName(QStringLiteral("axisValues"));
    values->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto button = [&](const QString& text, const QString& tip, const char* object) {
        auto* added = new QToolButton(row);
        added->setText(text);
        added->setAutoRaise(true);
        added->setToolTip(tip);
        added->setAccessibleName(tip);
        added->setObjectName(QLatin1String(object));
        added->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(added);
        return added;
    };
    line->addWidget(name, 1);
    QToolButton* change = button(tr("Edit"), tr("Change the values of %1").arg(QString::fromStdString(key)), "editAxis");
    QToolButton* remove = button(QStringLiteral("×"), tr("Do not sweep %1").arg(QString::fromStdString(key)), "removeAxis");
    connect(change, &QToolButton::clicked, this, [this, key, change] { edit(key, change); });
    connect(remove, &QToolButton::clicked, this, [this, key] { removeAxis(m_document, key); });
    column->addLayout(line);
    column->addWidget(values);
    column->addWidget(errorLabel(row));
    return row;
}

void SweepSection::edit(const std::string& key, QWidget* at) {
    for (SweepPopup* other : window()->findChildren<SweepPopup*>()) other->dismiss();
    const QString name = QString::fromStdString(shortSweepKey(*m_document.experiment().sweep, key));
    auto* popup = new SweepPopup(m_document, name, key, window());
    popup->openAt(at->mapToGlobal(QPoint(0, at->height() + 2)));
}

void SweepSection::commitSeeds() {
    const bool was_refused = !m_refused.isEmpty();
    if (!was_refused && m_seeds->text().trimmed() == sweepSeedsTyped(m_document.experiment())) return;
    m_refused = setSweepSeeds(m_document, m_seeds->text());
    if (m_refused.isEmpty()) m_seeds->setText(sweepSeedsTyped(m_document.experiment()));
    follow();
}

}  // namespace layerlab
