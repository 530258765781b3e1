#include "ui/inspector/estimates.h"

#include <QGridLayout>

#include "engine/experiment/cost.h"
#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/shell/elided_label.h"

namespace layerlab {

namespace {
constexpr double bytes_per_weight = 4;
}

Estimates::Estimates(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_parameters(new ElidedLabel(this)),
      m_size(new ElidedLabel(this)),
      m_training(new MutedLabel({}, this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_parameters, 0, 0);
    grid->addWidget(m_size, 0, 1);
    grid->addWidget(m_training, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    m_size->setAlignment(Qt::AlignRight);
    m_training->setWordWrap(true);
    m_parameters->setObjectName(QStringLiteral("parametersEstimate"));
    m_size->setObjectName(QStringLiteral("sizeEstimate"));
    m_training->setObjectName(QStringLiteral("trainingEstimate"));
    // After the problems are known: figures of an impossible model would be nonsense.
    connect(&document, &ExperimentDocument::problemsChanged, this, &Estimates::refresh);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &Estimates::refresh);
    refresh();
}

void Estimates::refresh() {
    const bool possible = m_document.firstError().isEmpty();
    m_parameters->setVisible(possible);
    m_size->setVisible(possible);
    if (!possible) {
        m_training->setText(tr("Size and cost follow once the fields fit together."));
        return;
    }
    const Blueprint blueprint = shownBlueprint(m_document);
    const Cost full = cost(blueprint, expectedTaskSize(blueprint.task), activeSlots(blueprint.measured().model));
    const double parameters = static_cast<double>(full.parameters);
    m_parameters->setText({}, tr("%1 parameters").arg(countText(parameters)));
    m_size->setText({}, QStringLiteral("%1 · %2").arg(bytesText(parameters * bytes_per_weight), flopsText(full.flops)));
    m_training->setText(tr("about %1 of memory to train, %2 sequences at a time")
                            .arg(bytesText(trainingMemory(m_document.experiment(), m_document.taskSize())))
                            .arg(shownStage(m_document).train.batch_size));
    const QString parameters_help = tr("Distinct weights: those that layers share count once.");
    const QString size_help = tr("Bytes of the weights · operations of one forward pass of one sequence, two for each multiply-add.");
    m_parameters->setToolTip(m_parameters->text() + '\n' + parameters_help);
    m_size->setToolTip(m_size->text() + '\n' + size_help);
    QString training_help = tr("An estimate: weights, gradients, both moments of AdamW, and what the backward pass needs.");
    if (m_document.experiment().stages.size() > 1) training_help += ' ' + tr("Of the stage that needs most.");
    m_training->setToolTip(training_help);
}

}  // namespace layerlab
