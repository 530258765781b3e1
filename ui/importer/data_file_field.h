// A further file of a data set, validation or test: typed, chosen or dropped, and under it what a look into it has found.
#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QLineEdit;
class QMimeData;

namespace layerlab {

class DataFileField : public QWidget {
    Q_OBJECT

public:
    // name: what the field is called aloud, and the title of its file dialog.
    explicit DataFileField(const QString& name, QWidget* parent = nullptr);

    QString path() const;
    void setPlaceholder(const QString& text);
    void setFolder(const QString& folder);  // where choosing begins while there is no path
    void setAnswer(const QString& wrong, const QString& fine);
    QString wrong() const;  // a sentence; empty: nothing is known to be wrong

    // The one file that is dragged or dropped, or nothing.
    static QString droppedFile(const QMimeData* data);
    static QString filter();  // of file dialogs

Q_SIGNALS:
    void chosen();  // another path, or none any more

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browse();
    void take(const QString& path);

    QLineEdit* m_line;
    QLabel* m_answer;
    QString m_folder, m_taken;
    bool m_is_wrong = false;
};

}  // namespace layerlab
