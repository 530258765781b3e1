// Offers known tags for the tag being typed in a line of several, separated by commas.
#pragma once

#include <QCompleter>
#include <QStringList>

namespace layerlab {

// The tags of such a line, each once.
QStringList tagsIn(const QString& line);

class TagCompleter : public QCompleter {
    Q_OBJECT

public:
    explicit TagCompleter(const QStringList& known, QObject* parent = nullptr);

    QStringList splitPath(const QString& line) const override;
    QString pathFromIndex(const QModelIndex& index) const override;

private:
    mutable QString m_before;  // the tags in front of the one being typed, with their comma
};

}  // namespace layerlab
