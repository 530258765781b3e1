#include "ui/importer/import_assistant.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "ui/importer/data_file_field.h"
#include "ui/importer/file_look.h"
#include "ui/importer/import_form.h"
#include "ui/importer/preview_model.h"

namespace layerlab {

namespace {

using Separator = TextFileTask::Separator;
using Quoting = TextFileTask::Quoting;

constexpr auto uses = {ImportUse::Classification, ImportUse::PairClassification, ImportUse::SequencePairs, ImportUse::LanguageModel,
                       ImportUse::MaskedLanguageModel};

// The engine's sentence with the file's name in the place of its whole path, which stands above it.
QString shortened(const QString& message, const QString& path) {
    return message.startsWith(path) ? QFileInfo(path).fileName() + message.mid(path.size()) : message;
}

void choose(QComboBox* box, int value) { box->setCurrentIndex(box->findData(value)); }

}  // namespace

ImportAssistant::ImportAssistant(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Import data"));
    setObjectName(QStringLiteral("importAssistant"));
    setProperty("helpPage", QStringLiteral("tasks"));
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(fileRow());
    m_complaint = new QLabel(this);
    m_complaint->setObjectName(QStringLiteral("error"));
    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);  // it may quote the file
    m_complaint->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_complaint);
    column->addWidget(formatRow());
    column->addWidget(preview(), 1);
    column->addWidget(bottom());
    const QFontMetrics metrics = fontMetrics();
    // Chinese fonts count their wide characters into the average; a screen is no wider for it.
    resize(QSize(metrics.horizontalAdvance(QLatin1Char('n')) * 130, metrics.height() * 38).boundedTo(screen()->availableSize() * 9 / 10));
    refresh();
}

// Whatever is still being read is of no use any more.
ImportAssistant::~ImportAssistant() {
    ++m_request;
    for (auto& request : m_other_requests) ++request;
}

bool ImportAssistant::isData(const QString& path) {
    const QString name = path.toLower();
    for (const char* ending : {".tsv", ".csv", ".txt", ".gz"})
        if (name.endsWith(QLatin1String(ending))) return true;
    return false;
}

QWidget* ImportAssistant::fileRow() {
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(tr("&File"), widget);
    m_file = new QLineEdit(widget);
    m_file->setAccessibleName(tr("File to import"));
    m_file->setPlaceholderText(tr("A table (.tsv, .csv) or plain text (.txt), also packed (.gz)"));
    m_file->setAcceptDrops(false);  // the dialog takes what is dropped
    label->setBuddy(m_file);
    auto* browse = new QPushButton(tr("&Browse…"), widget);
    browse->setAutoDefault(false);
    row->addWidget(label);
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    connect(m_file, &QLineEdit::editingFinished, this, [this] {
        if (m_file->text().trimmed() != m_path) setFile(m_file->text().trimmed());
    });
    connect(browse, &QPushButton::clicked, this, &ImportAssistant::browse);
    return widget;
}

QWidget* ImportAssistant::formatRow() {
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](QHBoxLayout* to, const QString& name, QComboBox* box) {
        auto* label = new QLabel(name, to->parentWidget());
        label->setBuddy(box);
        box->setAccessibleName(QString(name).remove(QLatin1Char('&')));
        to->addWidget(label);
        to->addWidget(box);
        to->addSpacing(8);
    };
    m_use = new QComboBox(widget);
    for (const ImportUse use : uses) m_use->addItem(useText(use), static_cast<int>(use));
    add(row, tr("&Make"), m_use);
    connect(m_use, &QComboBox::activated, this, &ImportAssistant::showUse);

    m_formats = new QWidget(widget);
    auto* formats = new QHBoxLayout(m_formats);
    formats->setContentsMargins(0, 0, 0, 0);
    m_separator = new QComboBox(m_formats);
    m_separator->addItem(tr("tab"), static_cast<int>(Separator::Tab));
    m_separator->addItem(tr("comma"), static_cast<int>(Separator::Comma));
    m_separator->addItem(tr("semicolon"), static_cast<int>(Separator::Semicolon));
    add(formats, tr("&Separator"), m_separator);
    m_quoting = new QComboBox(m_formats);
    m_quoting->addItem(tr("none"), static_cast<int>(Quoting::None));
    m_quoting->addItem(tr("\"…\""), static_cast<int>(Quoting::Double));
    m_quoting->addItem(tr("\"…\" with backslashes"), static_cast<int>(Quoting::Backslash));
    add(formats, tr("&Quotes"), m_quoting);
    m_header = new QCheckBox(tr("&Header line"), m_formats);
    formats->addWidget(m_header);
    row->addWidget(m_formats);
    row->addStretch(1);
    for (QComboBox* box : {m_separator, m_quoting}) connect(box, &QComboBox::activated, this, [this] { look(false); });
    connect(m_header, &QCheckBox::toggled, this, [this] { look(false); });
    return widget;
}

QWidget* ImportAssistant::preview() {
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    m_stack = new QStackedWidget(splitter);
    m_nothing = new QLabel(m_stack);
    m_nothing->setObjectName(QStringLiteral("muted"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_model = new PreviewModel(this);
    m_table = new QTableView(m_stack);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("First rows of the file"));
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this, &ImportAssistant::askRole);
    m_text = new QPlainTextEdit(m_stack);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAcceptDrops(false);
    m_text->setAccessibleName(tr("Beginning of the text"));
    for (QWidget* page : {static_cast<QWidget*>(m_nothing), static_cast<QWidget*>(m_table), static_cast<QWidget*>(m_text)})
        m_stack->addWidget(page);
    m_scroll = new QScrollArea(splitter);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_form = new ImportForm(m_scroll);
    m_scroll->setWidget(m_form);
    connect(m_form, &ImportForm::changed, this, &ImportAssistant::refresh);
    connect(m_form, &ImportForm::otherFileChosen, this, &ImportAssistant::lookAtOther);
    splitter->addWidget(m_stack);
    splitter->addWidget(m_scroll);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 3);
    return splitter;
}

QWidget* ImportAssistant::bottom() {
    auto* widget = new QWidget(this);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    m_summary = new QLabel(widget);
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    auto* cancel = new QPushButton(tr("Cancel"), widget);
    m_use_button = new QPushButton(tr("&Use"), widget);
    for (QPushButton* button : {cancel, m_use_button}) button->setAutoDefault(false);  // Enter in a field confirms the field
    row->addWidget(m_summary, 1);
    row->addWidget(cancel);
    row->addWidget(m_use_button);
    connect(cancel, &QPushButton::clicked, this, &ImportAssistant::reject);
    connect(m_use_button, &QPushButton::clicked, this, &ImportAssistant::use);
    return widget;
}

void ImportAssistant::browse() {
    auto* dialog =
        new QFileDialog(this, tr("Import data"), m_path.isEmpty() ? QString() : QFileInfo(m_path).absolutePath(), DataFileField::filter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportAssistant::setFile);
    dialog->open();
}

void ImportAssistant::setFile(const QString& path) {
    m_path = path;
    m_file->setText(path);
    if (!m_path.isEmpty()) m_path = QFileInfo(path).absoluteFilePath();
    m_fresh = true;
    m_table_wrong.clear();
    m_text_wrong.clear();
    m_form->setFile(m_path);
    if (!m_path.isEmpty()) return look(true);
    ++m_request;
    m_looked = false;
    refresh();
}

void ImportAssistant::look(bool guess) {
    if (m_path.isEmpty()) return;
    PreviewOptions options;
    if (!guess) {
        options.separator = static_cast<Separator>(m_separator->currentData().toInt());
        options.quoting = static_cast<Quoting>(m_quoting->currentData().toInt());
        options.header = m_header->isChecked();
    }
    const std::int64_t request = ++m_request;
    options.watch.cancelled = [this, request] { return m_request != request; };
    m_looked = false;
    refresh();
    m_worker.post([this, path = m_path.toStdString(), options, request] {
        FileLook found = lookAt(path, options);
        QMetaObject::invokeMethod(
            this,
            [this, found = std::move(found), request] {
                if (m_request == request) take(found);
            },
            Qt::QueuedConnection);
    });
}

void ImportAssistant::take(const FileLook& look) {
    m_looked = true;
    m_table_wrong = shortened(look.table_wrong, m_path);
    m_text_wrong = shortened(look.text_wrong, m_path);
    m_text->setPlainText(look.text);
    const int columns = m_model->columnCount();
    m_model->setTable(look.table);
    if (look.table_wrong.isEmpty()) {
        const QSignalBlocker quiet(m_header);
        choose(m_separator, static_cast<int>(look.table.separator));
        choose(m_quoting, static_cast<int>(look.table.quoting));
        m_header->setChecked(look.table.header);
    }
    m_form->setLook(look);
    const bool fresh = std::exchange(m_fresh, false);
    if (fresh) choose(m_use, static_cast<int>(guessedUse(m_path, look.table)));
    if (fresh || columns != m_model->columnCount()) {
        // No column so wide that the others are out of sight.
        m_table->resizeColumnsToContents();
        const int most = fontMetrics().averageCharWidth() * 46;
        for (int i = 0; i < m_model->columnCount(); ++i)
            if (m_table->columnWidth(i) > most) m_table->setColumnWidth(i, most);
    }
    showUse();
    lookAtOthers();
}

void ImportAssistant::lookAtOthers() {
    for (const OtherFile which : otherFiles) lookAtOther(which);
}

void ImportAssistant::lookAtOther(OtherFile which) {
    const std::int64_t request = ++requestOf(which);
    const QString path = m_form->otherPath(which);
    if (path.isEmpty()) return;
    PreviewOptions options;
    options.separator = m_form->table().separator;
    options.quoting = m_form->table().quoting;
    options.header = m_form->table().header;
    options.watch.cancelled = [this, which, request] { return requestOf(which) != request; };
    m_worker.post([this, which, path, options, request, as_table = readsTable(m_form->choices().use)] {
        FileLook found = lookAt(path.toStdString(), options);
        const QString wrong = shortened(as_table ? found.table_wrong : found.text_wrong, path);
        QMetaObject::invokeMethod(
            this,
            [this, which, request, wrong, found = std::move(found)] {
                if (requestOf(which) == request) m_form->setOtherLook(which, found, wrong);
            },
            Qt::QueuedConnection);
    });
}

void ImportAssistant::askRole(int column) {
    const ImportUse use = m_form->choices().use;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ColumnRole role : columnRoles) {
        if (!needsColumn(use, role)) continue;
        QAction* action = menu->addAction(roleText(use, role), this, [this, role, column] { m_form->setColumn(role, column); });
        action->setCheckable(true);
        action->setChecked(m_form->choices().column(role) == column);
    }
    const QHeaderView* header = m_table->horizontalHeader();
    menu->popup(header->viewport()->mapToGlobal(QPoint(header->sectionViewportPosition(column), header->height())));
}

void ImportAssistant::showUse() {
    const auto use = static_cast<ImportUse>(m_use->currentData().toInt());
    const bool as_before = readsTable(use) == readsTable(m_form->choices().use);
    m_form->setUse(use);
    if (!as_before) lookAtOthers();
    refresh();
}

void ImportAssistant::refresh() {
    const ImportChoices choices = m_form->choices();
    const bool table = readsTable(choices.use);
    // What is no text is no table either, and of the two sentences the table's says more about rows.
    const QString wrong = table ? m_table_wrong : m_text_wrong;
    m_complaint->setText(wrong);
    m_complaint->setVisible(!wrong.isEmpty());
    m_formats->setVisible(table);
    // While the same file is read again, fields keep the keyboard.
    m_formats->setEnabled(!m_fresh && m_text_wrong.isEmpty());
    m_use->setEnabled(!m_fresh);
    const bool shown = !m_fresh && wrong.isEmpty(), ready = shown && m_looked;
    m_form->setEnabled(shown);
    m_nothing->setText(m_path.isEmpty()  ? tr("Drop a table or a text here, or choose one with Browse.")
                       : wrong.isEmpty() ? tr("Reading…")
                                         : tr("Nothing to show of this file."));
    if (!shown) m_stack->setCurrentWidget(m_nothing);
    else if (table) m_stack->setCurrentWidget(m_table);
    else m_stack->setCurrentWidget(m_text);
    m_model->setUses(m_form->columnUses());
    QString obstacle = ready ? importObstacle(choices, m_form->table()) : QString();
    if (ready && obstacle.isEmpty()) obstacle = m_form->otherFilesObstacle();
    m_summary->setText(!ready ? QString() : obstacle.isEmpty() ? importSummary(choices, m_form->table()) : obstacle);
    m_use_button->setEnabled(ready && obstacle.isEmpty());
    // As wide as the rows that are shown need it, in any language: nothing can be scrolled sideways.
    m_scroll->setMinimumWidth(m_form->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width());
}

void ImportAssistant::dragEnterEvent(QDragEnterEvent* event) {
    if (!DataFileField::droppedFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ImportAssistant::dropEvent(QDropEvent* event) {
    const QString path = DataFileField::droppedFile(event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    setFile(path);
}

void ImportAssistant::use() {
    const Task task = importedTask(m_form->choices(), m_form->table());
    accept();
    Q_EMIT chosen(task);
}

}  // namespace layerlab
