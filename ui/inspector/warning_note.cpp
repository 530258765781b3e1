#include "ui/inspector/warning_note.h"

#include <QEvent>
#include <QStringList>
#include <algorithm>
#include <cstdlib>
#include <functional>

#include "ui/charts/legible.h"
#include "ui/inspector/row_host.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/theme.h"

namespace layerlab {

namespace {

WarningNote* addWarningNote(RowHost& section, ExperimentDocument& document, std::function<QString(const ExperimentDocument&)> text) {
    auto* note = new WarningNote;
    section.add(note);
    const auto follow = [note, &document, text = std::move(text)] { note->say(text(document)); };
    QObject::connect(&document, &ExperimentDocument::problemsChanged, note, follow);
    QObject::connect(&document, &ExperimentDocument::shownStageChanged, note, follow);
    follow();
    return note;
}

bool isInside(const std::string& path, const std::string& group) {
    return path.starts_with(group) && (path.size() == group.size() || path[group.size()] == '.' || path[group.size()] == '[');
}

}  // namespace

WarningNote::WarningNote(QWidget* parent) : QLabel(parent) {
    setObjectName(QStringLiteral("warning"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    colour();
    hide();
}

void WarningNote::say(const QString& text) {
    setText(text);
    setVisible(!text.isEmpty());
}

void WarningNote::colour() {
    const QString style = QStringLiteral("color: %1;").arg(legible(theme().warning, theme().panel).name());
    if (styleSheet() != style) setStyleSheet(style);
}

void WarningNote::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) colour();
    QLabel::changeEvent(event);
}

WarningNote* addWarnings(RowHost& section, ExperimentDocument& document, const std::string& path) {
    WarningNote* note = addWarningNote(section, document, [path](const ExperimentDocument& now) {
        // A key at the end of a longer path belongs to a stage if the group does.
        std::string group = shownPath(now, path + ".");
        group.pop_back();
        QStringList lines;
        for (const Problem& problem : now.problems())
            if (problem.warning && isInside(problem.path, group)) lines.append(QString::fromStdString(problem.message));
        return lines.join(QLatin1Char('\n'));
    });
    note->setObjectName(QStringLiteral("warning ") + QString::fromStdString(path));
    return note;
}

WarningNote* addStageWarnings(RowHost& section, ExperimentDocument& document) {
    WarningNote* note = addWarningNote(section, document, [](const ExperimentDocument& now) {
        const std::vector<Stage>& stages = now.experiment().stages;
        const std::string prefix = "stages[";
        QStringList lines;
        for (const Problem& problem : now.problems()) {
            if (!problem.warning || !problem.path.starts_with(prefix)) continue;
            const long number = std::strtol(problem.path.c_str() + prefix.size(), nullptr, 10);
            if (number < 1 || number > static_cast<long>(stages.size())) continue;
            const QString message = QString::fromStdString(problem.message);
            const std::string key = problem.path.substr(std::min(problem.path.size(), problem.path.find(']') + 2));
            if (number - 1 != now.shownStage())
                lines.append(WarningNote::tr("Stage %1: %2")
                                 .arg(QString::fromStdString(stages[static_cast<std::size_t>(number - 1)].name), message));
            else if (!isInside(key, "train") && !isInside(key, "techniques")) lines.append(message);
        }
        return lines.join(QLatin1Char('\n'));
    });
    note->setObjectName(QStringLiteral("warning stages"));
    return note;
}

}  // namespace layerlab
