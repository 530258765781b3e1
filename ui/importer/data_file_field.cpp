#include "ui/importer/data_file_field.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QStyle>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace layerlab {

DataFileField::DataFileField(const QString& name, QWidget* parent)
    : QWidget(parent), m_line(new QLineEdit(this)), m_answer(new QLabel(this)) {
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_answer);
    m_line->setAccessibleName(name);
    m_line->setAcceptDrops(false);  // the field takes what is dropped, as a path
    auto* button = new QToolButton(this);
    button->setText(QStringLiteral("…"));
    button->setToolTip(tr("Choose a file"));
    button->setAccessibleName(tr("%1: choose a file").arg(name));
    row->addWidget(m_line, 1);
    row->addWidget(button);
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->hide();
    connect(m_line, &QLineEdit::returnPressed, this, [this] { take(path()); });  // looked at again if it was before
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (path() != m_taken) take(path());
    });
    connect(button, &QToolButton::clicked, this, &DataFileField::browse);
}

QString DataFileField::filter() { return tr("Tables and text (*.tsv *.csv *.txt *.gz);;All files (*)"); }

QString DataFileField::droppedFile(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

// Relative names mean the folder that choosing begins in, not the one that the program was started from.
QString DataFileField::path() const {
    const QString typed = m_line->text().trimmed();
    return typed.isEmpty() || m_folder.isEmpty() ? typed : QDir(m_folder).absoluteFilePath(typed);
}

void DataFileField::setPlaceholder(const QString& text) { m_line->setPlaceholderText(text); }

void DataFileField::setFolder(const QString& folder) { m_folder = folder; }

void DataFileField::setAnswer(const QString& wrong, const QString& fine) {
    m_is_wrong = !wrong.isEmpty();
    m_answer->setObjectName(m_is_wrong ? QStringLiteral("error") : QStringLiteral("muted"));
    m_answer->style()->unpolish(m_answer);  // its colour goes by the name
    m_answer->style()->polish(m_answer);
    m_answer->setText(m_is_wrong ? wrong : fine);
    m_answer->setVisible(!m_answer->text().isEmpty());
}

QString DataFileField::wrong() const { return m_is_wrong ? m_answer->text() : QString(); }

void DataFileField::browse() {
    auto* dialog =
        new QFileDialog(this, m_line->accessibleName(), path().isEmpty() ? m_folder : QFileInfo(path()).absolutePath(), filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DataFileField::take);
    dialog->open();
}

void DataFileField::take(const QString& path) {
    m_line->setText(path);
    m_taken = path;
    setAnswer({}, {});
    Q_EMIT chosen();
}

void DataFileField::dragEnterEvent(QDragEnterEvent* event) {
    if (!droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void DataFileField::dropEvent(QDropEvent* event) {
    const QString path = droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    take(path);
}

}  // namespace layerlab
