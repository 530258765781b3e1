#include "ui/library/tag_completer.h"

#include <QRegularExpression>

namespace layerlab {

namespace {

const QRegularExpression& comma() {
    static const QRegularExpression expression(QStringLiteral("[,，、]"));  // also as Chinese keyboards give it
    return expression;
}

}  // namespace

QStringList tagsIn(const QString& line) {
    QStringList tags;
    for (const QString& part : line.split(comma()))
        if (const QString tag = part.simplified(); !tag.isEmpty() && !tags.contains(tag)) tags << tag;
    return tags;
}

TagCompleter::TagCompleter(const QStringList& known, QObject* parent) : QCompleter(known, parent) {
    setCaseSensitivity(Qt::CaseInsensitive);
    setFilterMode(Qt::MatchContains);
}

QStringList TagCompleter::splitPath(const QString& line) const {
    const qsizetype last = line.lastIndexOf(comma());
    m_before = last < 0 ? QString() : line.left(last + 1) + ' ';
    return {line.mid(last + 1).trimmed()};
}

QString TagCompleter::pathFromIndex(const QModelIndex& index) const { return m_before + QCompleter::pathFromIndex(index); }

}  // namespace layerlab
