#include "ui/help/help_pages.h"

#include <QAction>
#include <QCoreApplication>
#include <QFile>
#include <QKeySequence>
#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/experiment/composition.h"
#include "engine/experiment/fields.h"
#include "ui/engine_text.h"

namespace layerlab {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("Help", text); }

// Text that Markdown would read as its own signs.
QString plain(const QString& text) {
    static const QString signs = QStringLiteral("\\`*_{}[]<>#|~");
    QString safe;
    for (const QChar letter : text) {
        if (signs.contains(letter)) safe += QLatin1Char('\\');
        safe += letter;
    }
    return safe;
}

QString code(const QString& text) { return QLatin1Char('`') + text + QLatin1Char('`'); }

// What a section of the file is called, for those that hold keys; else nothing.
QString sectionName(const QString& prefix) {
    static const std::map<QString, const char*> titles{
        {QString(), QT_TRANSLATE_NOOP("Help", "The experiment")},
        {QStringLiteral("task"), QT_TRANSLATE_NOOP("Help", "Task")},
        {QStringLiteral("task.vocabulary"), QT_TRANSLATE_NOOP("Help", "Vocabulary")},
        {QStringLiteral("model"), QT_TRANSLATE_NOOP("Help", "Model")},
        {QStringLiteral("model.stack[]"), QT_TRANSLATE_NOOP("Help", "One slot of the stack")},
        {QStringLiteral("techniques.layer_drop"), QT_TRANSLATE_NOOP("Help", "LayerDrop")},
        {QStringLiteral("techniques.sharing"), QT_TRANSLATE_NOOP("Help", "Parameter sharing")},
        {QStringLiteral("techniques.theseus"), QT_TRANSLATE_NOOP("Help", "Theseus replacement")},
        {QStringLiteral("techniques.theseus.schedule"), QT_TRANSLATE_NOOP("Help", "Replacing rate")},
        {QStringLiteral("techniques.ladder"), QT_TRANSLATE_NOOP("Help", "Ladder side-tuning")},
        {QStringLiteral("techniques.ladder.gate"), QT_TRANSLATE_NOOP("Help", "Gates")},
        {QStringLiteral("techniques.distillation"), QT_TRANSLATE_NOOP("Help", "Distillation")},
        {QStringLiteral("techniques.truncation"), QT_TRANSLATE_NOOP("Help", "Truncation")},
        {QStringLiteral("train"), QT_TRANSLATE_NOOP("Help", "Training")},
        {QStringLiteral("train.early_stop"), QT_TRANSLATE_NOOP("Help", "Early stopping")},
        {QStringLiteral("evaluate"), QT_TRANSLATE_NOOP("Help", "Evaluation")},
        {QStringLiteral("evaluate.depths"), QT_TRANSLATE_NOOP("Help", "Depths to compare")},
        {QStringLiteral("stages[]"), QT_TRANSLATE_NOOP("Help", "One stage")}};
    const auto found = titles.find(prefix);
    return found == titles.end() ? QString() : translated(found->second);
}

QString sectionTitle(const QString& prefix) {
    const QString name = sectionName(prefix);
    if (name.isEmpty()) return code(prefix);
    return prefix.isEmpty() ? name : name + QStringLiteral(" · ") + code(prefix);
}

// A technique as a link to its page, by its key.
QString techniqueLink(const std::string& key) {
    const QString page = QString::fromStdString(key);
    return QStringLiteral("[%1](%2.md)").arg(sectionName(QStringLiteral("techniques.") + page), page);
}

QString keyMarkdown(const KeyHelp& key) {
    const QString path = QString::fromStdString(key.path);
    QStringList facts{engineText(key.type)};
    if (!key.range.empty()) facts << engineText(key.range);
    if (!key.unit.empty()) facts << translated(QT_TRANSLATE_NOOP("Help", "unit: %1")).arg(engineText(key.unit));
    // Of a choice the type has named them already; of others they are words accepted besides.
    if (key.kind != ValueKind::Choice)
        for (const auto& word : key.choices)
            facts << translated(QT_TRANSLATE_NOOP("Help", "or the word %1")).arg(QString::fromStdString(word));
    for (QString& fact : facts) fact = plain(fact);
    if (!key.fallback.empty()) facts << translated(QT_TRANSLATE_NOOP("Help", "default %1")).arg(code(QString::fromStdString(key.fallback)));
    return QStringLiteral("### %1\n\n%2\n\n%3\n\n").arg(code(path), plain(engineText(key.help)), facts.join(QStringLiteral(" · ")));
}

}  // namespace

QStringList helpPages() {
    return {
        QStringLiteral("first_steps"),    QStringLiteral("window"),       QStringLiteral("tasks"),        QStringLiteral("layer_drop"),
        QStringLiteral("sharing"),        QStringLiteral("stages"),       QStringLiteral("truncation"),   QStringLiteral("theseus"),
        QStringLiteral("ladder"),         QStringLiteral("distillation"), QStringLiteral("together"),     QStringLiteral("depths"),
        QStringLiteral("smaller"),        QStringLiteral("compare"),      QStringLiteral("sweeps"),
        QStringLiteral("charts"),         QStringLiteral("runs"),         QStringLiteral("figures"),      QStringLiteral("files"),
        QStringLiteral("keys"),           QStringLiteral("commands"),     QStringLiteral("command_line"), QStringLiteral("reproducibility"),
        QStringLiteral("troubleshooting")};
}

QString helpMarkdown(const QString& page, bool chinese, const QList<QAction*>& commands) {
    if (page == QLatin1String("keys")) return keysMarkdown();
    if (page == QLatin1String("commands")) return commandsMarkdown(commands);
    if (page == QLatin1String("together")) return compositionsMarkdown();
    for (const QString& language : chinese ? QStringList{QStringLiteral("zh"), QStringLiteral("en")} : QStringList{QStringLiteral("en")}) {
        QFile file(QStringLiteral(":/help/%1/%2.md").arg(language, page));
        if (file.open(QIODevice::ReadOnly)) return QString::fromUtf8(file.readAll());
    }
    return {};
}

QString keysMarkdown() {
    // Sections in the order in which the file's description first comes to them.
    QStringList sections;
    std::map<QString, QList<const KeyHelp*>> keys;
    QList<const KeyHelp*> inherited;
    for (const KeyHelp& key : allKeys()) {
        const QString path = QString::fromStdString(key.path);
        const QString of_stages = QStringLiteral("stages[].");
        if (path.startsWith(of_stages) && keyHelp(path.mid(of_stages.size()).toStdString()) && path.count(QLatin1Char('.')) > 1) {
            inherited.append(&key);
            continue;
        }
        const QString section = path.left(std::max<qsizetype>(0, path.lastIndexOf(QLatin1Char('.'))));
        if (!keys.contains(section)) sections.append(section);
        keys[section].append(&key);
    }
    QString text = QStringLiteral("# ") + translated(QT_TRANSLATE_NOOP("Help", "Every key")) + QStringLiteral("\n\n") +
                   translated(QT_TRANSLATE_NOOP("Help",
                                                "All keys that an experiment file may have, with what they mean, what is allowed and what "
                                                "holds when they are left out. The fields of the inspector are the same keys. How a file "
                                                "is built: [Files](files.md).")) +
                   QStringLiteral("\n\n");
    for (const QString& section : sections) {
        text += QStringLiteral("## ") + sectionTitle(section) + QStringLiteral("\n\n");
        for (const KeyHelp* key : keys[section]) text += keyMarkdown(*key);
    }
    text +=
        QStringLiteral("## ") + translated(QT_TRANSLATE_NOOP("Help", "Keys that a stage may change")) + QStringLiteral("\n\n") +
        translated(QT_TRANSLATE_NOOP("Help",
                                     "They mean what they mean in the experiment. Under train and evaluate a key left out is the "
                                     "experiment's; task and techniques are taken from the experiment when the stage does not name any. "
                                     "What stages are: [Stages](stages.md).")) +
        QStringLiteral("\n\n");
    for (const KeyHelp* key : inherited) text += QStringLiteral("- ") + code(QString::fromStdString(key->path)) + QLatin1Char('\n');
    return text;
}

QString compositionsMarkdown() {
    // In the order in which the table first names them.
    std::vector<std::string> techniques;
    std::map<std::pair<std::string, std::string>, bool> allowed;
    for (const Composition& pair : compositions()) {
        for (const char* key : {pair.one, pair.other})
            if (std::find(techniques.begin(), techniques.end(), key) == techniques.end()) techniques.emplace_back(key);
        allowed[{pair.one, pair.other}] = allowed[{pair.other, pair.one}] = pair.allowed;
    }
    const QString yes = translated(QT_TRANSLATE_NOOP("Help", "yes")), no = translated(QT_TRANSLATE_NOOP("Help", "no"));

    QString text =
        QStringLiteral("# ") + translated(QT_TRANSLATE_NOOP("Help", "Techniques together")) + QStringLiteral("\n\n") +
        translated(QT_TRANSLATE_NOOP("Help",
                                     "Which techniques one stage can have. An experiment that asks for another pair is refused, with "
                                     "the reason given here; three go together if each two of them do. Different stages of one run "
                                     "can have different techniques: see [Stages](stages.md).")) +
        QStringLiteral("\n\n| %1 |").arg(translated(QT_TRANSLATE_NOOP("Help", "Technique")));
    QString rule = QStringLiteral("|---|");
    for (const std::string& key : techniques) {
        text += QStringLiteral(" %1 |").arg(techniqueLink(key));
        rule += QStringLiteral("---|");
    }
    text += QLatin1Char('\n') + rule + QLatin1Char('\n');
    for (const std::string& row : techniques) {
        text += QStringLiteral("| %1 |").arg(techniqueLink(row));
        for (const std::string& column : techniques) {
            const auto found = allowed.find({row, column});
            text += QStringLiteral(" %1 |").arg(found == allowed.end() ? QStringLiteral("—") : found->second ? yes : no);
        }
        text += QLatin1Char('\n');
    }
    text += QStringLiteral("\n## %1\n\n| %2 | %3 | %4 |\n|---|---|---|\n")
                .arg(translated(QT_TRANSLATE_NOOP("Help", "Pair by pair")), translated(QT_TRANSLATE_NOOP("Help", "Techniques")),
                     translated(QT_TRANSLATE_NOOP("Help", "Together")), translated(QT_TRANSLATE_NOOP("Help", "How, or why not")));
    for (const Composition& pair : compositions())
        text += QStringLiteral("| %1 · %2 | %3 | %4 |\n")
                    .arg(techniqueLink(pair.one), techniqueLink(pair.other), pair.allowed ? yes : no, plain(engineText(pair.how)));
    text += QStringLiteral("\n## %1\n\n%2\n")
                .arg(translated(QT_TRANSLATE_NOOP("Help", "Depths")),
                     translated(
                         QT_TRANSLATE_NOOP("Help",
                                           "A successor has one depth, unless a stage after it trains it with LayerDrop. A ladder has one "
                                           "depth, unless LayerDrop is on beside it. What depths are: [Depths](depths.md).")));
    return text;
}

QString commandsMarkdown(const QList<QAction*>& commands) {
    QString text = QStringLiteral("# ") + translated(QT_TRANSLATE_NOOP("Help", "Every command")) + QStringLiteral("\n\n") +
                   translated(QT_TRANSLATE_NOOP("Help",
                                                "Ctrl+K finds any of them by a few letters of its name. The keys of the canvas are on the "
                                                "page [The window](window.md).")) +
                   QStringLiteral("\n\n| %1 | %2 | %3 |\n|---|---|---|\n")
                       .arg(translated(QT_TRANSLATE_NOOP("Help", "Command")), translated(QT_TRANSLATE_NOOP("Help", "Keys")),
                            translated(QT_TRANSLATE_NOOP("Help", "What it does")));
    for (const QAction* command : commands) {
        if (command->isSeparator() || command->text().isEmpty()) continue;
        QString name = command->text();
        name.remove(QLatin1Char('&'));
        QStringList keys;
        for (const QKeySequence& key : command->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        // An empty cell would be taken for a part of the one before it.
        const QString pressed = keys.isEmpty() ? QStringLiteral("—") : plain(keys.join(QStringLiteral(", ")));
        QString does = command->property("help").toString();
        if (does.isEmpty()) does = command->toolTip();
        text += QStringLiteral("| %1 | %2 | %3 |\n").arg(plain(name), pressed, plain(does.simplified()));
    }
    return text;
}

QString headingAnchor(const QString& heading) {
    QString anchor;
    for (const QChar letter : heading.toLower()) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('_') || letter == QLatin1Char('-')) anchor += letter;
        else if (letter == QLatin1Char(' ')) anchor += QLatin1Char('-');
    }
    return anchor;
}

QList<HelpHeading> headingsOf(const QTextDocument& document) {
    QList<HelpHeading> headings;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        if (const int level = block.blockFormat().headingLevel(); level > 0) headings.append({level, block.text(), block.position()});
    return headings;
}

QList<HelpMatch> helpMatches(const QString& text, const QString& typed) {
    QList<HelpMatch> matches;
    for (const QString& word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto before = matches.size();
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
            matches.append({static_cast<int>(at), static_cast<int>(word.size())});
        if (matches.size() == before) return {};
    }
    std::sort(matches.begin(), matches.end(), [](const HelpMatch& a, const HelpMatch& b) { return a.position < b.position; });
    return matches;
}

}  // namespace layerlab
