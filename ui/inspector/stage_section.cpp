#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>
#include <functional>

#include "ui/inspector/collapsible_section.h"
#include "ui/inspector/origin_rows.h"
#include "ui/inspector/sections.h"
#include "ui/inspector/shown_stage.h"
#include "ui/inspector/smaller_models.h"
#include "ui/inspector/stage_edit.h"
#include "ui/inspector/stage_list.h"
#include "ui/inspector/warning_note.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

// One undo step that says which stage is shown after it.
void edit(ExperimentDocument& document, const QString& text, const std::function<int(Experiment&, int)>& change) {
    int stage = document.shownStage();
    document.edit(text, {}, [&](Experiment& experiment) { stage = change(experiment, stage); });
    document.showStage(stage);
}

QString nameOf(const ExperimentDocument& document) { return QString::fromStdString(shownStageName(document)); }

void add(ExperimentDocument& document) { edit(document, CollapsibleSection::tr("add a stage after %1").arg(nameOf(document)), addStage); }
void remove(ExperimentDocument& document) {
    if (!hasStages(document.experiment())) return;
    edit(document, CollapsibleSection::tr("remove stage %1").arg(nameOf(document)), removeStage);
}
void move(ExperimentDocument& document, int by) {
    edit(document, CollapsibleSection::tr("move stage %1").arg(nameOf(document)),
         [by](Experiment& experiment, int stage) { return moveStage(experiment, stage, by); });
}

QToolButton* makeButton(const QString& text, const QString& name, const char* object) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setObjectName(QLatin1String(object));
    // By a click too: what is typed elsewhere is settled before the stage changes.
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void enable(QToolButton* button, const QString& help, const QString& reason) {
    button->setEnabled(reason.isEmpty());
    button->setToolTip(reason.isEmpty() ? help : reason);
    button->setAccessibleDescription(reason);
}

QToolButton* makeSmallerButton(ExperimentDocument& document) {
    struct Entry {
        Smaller kind;
        QString name;
    };
    const QList<Entry> entries{{Smaller::Theseus, CollapsibleSection::tr("Theseus: replace modules by a successor")},
                               {Smaller::Ladder, CollapsibleSection::tr("Ladder: a side network on a frozen backbone")},
                               {Smaller::Distil, CollapsibleSection::tr("Distil: a student of every other layer")},
                               {Smaller::Truncate, CollapsibleSection::tr("Truncate: keep the first half and fine-tune")},
                               {Smaller::LayerDrop, CollapsibleSection::tr("LayerDrop: let the successor be pruned")}};
    auto* button = makeButton(CollapsibleSection::tr("Make smaller…"), CollapsibleSection::tr("Make smaller"), "makeSmaller");
    button->setToolTip(
        CollapsibleSection::tr("Adds the stages that make the model of the selected stage smaller. Stages after it go; Undo brings them "
                               "back."));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const Entry& entry : entries)
        QObject::connect(menu->addAction(entry.name), &QAction::triggered, button, [&document, entry] {
            edit(document,
                 CollapsibleSection::tr("make smaller, %1").arg(entry.name.section(QRegularExpression(QStringLiteral("[:\uff1a]")), 0, 0)),
                 [&entry](Experiment& experiment, int stage) { return makeSmaller(experiment, entry.kind, stage); });
        });
    QObject::connect(menu, &QMenu::aboutToShow, button, [&document, menu, entries] {
        for (qsizetype i = 0; i < entries.size(); ++i) {
            QAction* action = menu->actions().at(i);
            action->setEnabled(reasonAgainst(entries.at(i).kind, document.experiment()).isEmpty());
            action->setToolTip(smallerHelp(entries.at(i).kind, document.experiment(), document.shownStage()));
        }
    });
    button->setMenu(menu);
    return button;
}

}  // namespace

CollapsibleSection* makeStageSection(ExperimentDocument& document, QWidget* parent) {
    auto* section = new CollapsibleSection(CollapsibleSection::tr("Stages"), QStringLiteral("stages"), parent);
    section->setProperty("helpPage", QStringLiteral("stages"));
    auto* list = new StageList(document);
    section->add(list);
    auto* wrong = new QLabel;
    wrong->setObjectName(QStringLiteral("error"));
    wrong->setWordWrap(true);
    wrong->hide();
    section->add(wrong);
    addStageWarnings(*section, document);
    QObject::connect(list, &StageList::refused, wrong, [wrong](const QString& why) {
        wrong->setText(why);
        wrong->setVisible(!why.isEmpty());
    });

    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    auto* plus = makeButton(QStringLiteral("+"), CollapsibleSection::tr("Add a stage"), "addStage");
    auto* minus = makeButton(QStringLiteral("−"), CollapsibleSection::tr("Remove the stage"), "removeStage");
    auto* up = makeButton(QStringLiteral("↑"), CollapsibleSection::tr("Move the stage up"), "moveStageUp");
    auto* down = makeButton(QStringLiteral("↓"), CollapsibleSection::tr("Move the stage down"), "moveStageDown");
    for (QToolButton* button : {plus, minus, up, down}) row->addWidget(button);
    row->addStretch();
    row->addWidget(makeSmallerButton(document));
    section->add(box);
    QObject::connect(plus, &QAbstractButton::clicked, section, [&document] { add(document); });
    QObject::connect(minus, &QAbstractButton::clicked, section, [&document] { remove(document); });
    QObject::connect(up, &QAbstractButton::clicked, section, [&document] { move(document, -1); });
    QObject::connect(down, &QAbstractButton::clicked, section, [&document] { move(document, 1); });
    QObject::connect(list, &StageList::removeRequested, section, [&document] { remove(document); });
    QObject::connect(list, &StageList::moveRequested, section, [&document](int by) { move(document, by); });
    section->add(new OriginRows(document, CollapsibleSection::tr("Weights from"), "from", true));

    const auto follow = [&document, wrong, plus, minus, up, down] {
        wrong->hide();
        const auto count = document.experiment().stages.size();
        const auto last = static_cast<int>(count) - 1;
        const QString lone = CollapsibleSection::tr("There is one stage only.");
        enable(plus, CollapsibleSection::tr("A stage after the selected one, which goes on with its model and settings."),
               count < most_stages ? QString() : CollapsibleSection::tr("There are as many stages as can be."));
        enable(minus, CollapsibleSection::tr("Removes the selected stage (Del)."), count > 0 ? QString() : lone);
        const int shown = document.shownStage();
        enable(up, CollapsibleSection::tr("Moves the selected stage before the one above (Alt+Up)."),
               count < 2    ? lone
               : shown == 0 ? CollapsibleSection::tr("The stage is the first already.")
                            : QString());
        enable(down, CollapsibleSection::tr("Moves the selected stage behind the one below (Alt+Down)."),
               count < 2       ? lone
               : shown == last ? CollapsibleSection::tr("The stage is the last already.")
                               : QString());
    };
    QObject::connect(&document, &ExperimentDocument::problemsChanged, section, follow);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, section, follow);
    follow();
    return section;
}

}  // namespace layerlab
