#include "ui/importer/import_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "ui/format.h"
#include "ui/importer/bar_list.h"
#include "ui/importer/data_file_field.h"
#include "ui/importer/length_histogram.h"
#include "ui/inspector/wheel_guard.h"

namespace layerlab {

namespace {

constexpr int split_off = 0, another_file = 1;

std::size_t at(ColumnRole role) { return static_cast<std::size_t>(role); }
std::size_t at(OtherFile which) { return static_cast<std::size_t>(which); }

}  // namespace

ImportForm::ImportForm(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout),
      m_labels_title(new QLabel(tr("Labels"), this)),
      m_labels(new BarList(tr("Rows of each label"), this)),
      m_lengths_title(new QLabel(tr("Length of the texts"), this)),
      m_lengths(new LengthHistogram(this)),
      m_text_figures(new QLabel(this)),
      m_length(new QSpinBox(this)),
      m_validation(new QComboBox(this)),
      m_split(new QSpinBox(this)),
      m_vocabulary(new QComboBox(this)),
      m_vocabulary_size(new QSpinBox(this)),
      m_lower_case(new QCheckBox(tr("Lower case"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 8, 4);
    column->setSpacing(6);
    for (QLabel* title : {m_labels_title, m_lengths_title}) title->setObjectName(QStringLiteral("sectionHeader"));
    m_text_figures->setObjectName(QStringLiteral("muted"));
    m_text_figures->setWordWrap(true);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    column->addLayout(m_form);

    for (const ColumnRole role : columnRoles) {
        auto* box = new QComboBox(this);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        m_column_boxes[at(role)] = box;
        m_form->addRow(roleText(m_use, role), box);
        connect(box, &QComboBox::activated, this, [this, role, box](int index) { setColumn(role, box->itemData(index).toInt()); });
    }

    m_length->setRange(2, 4096);
    m_length->setSingleStep(8);
    m_length->setValue(128);
    m_form->addRow(tr("Longest text"), m_length);
    connect(m_length, &QSpinBox::valueChanged, this, [this] {
        m_length_chosen = true;
        Q_EMIT changed();
    });

    m_vocabulary->addItem(tr("words"), static_cast<int>(Vocabulary::Kind::Word));
    m_vocabulary->addItem(tr("characters"), static_cast<int>(Vocabulary::Kind::Character));
    m_vocabulary->addItem(tr("word pieces"), static_cast<int>(Vocabulary::Kind::Wordpiece));
    m_vocabulary->setAccessibleName(tr("Tokens"));
    m_vocabulary->setToolTip(
        tr("Word pieces are learned from the training text: frequent words stay whole, rare ones are put together from parts."));
    m_form->addRow(tr("Tokens"), m_vocabulary);
    connect(m_vocabulary, &QComboBox::activated, this, [this] {
        m_vocabulary_chosen = true;
        showLength();
        Q_EMIT changed();
    });
    m_vocabulary_size->setRange(8, 1'000'000);
    m_vocabulary_size->setSingleStep(1000);
    m_vocabulary_size->setValue(Vocabulary().size);
    m_vocabulary_size->setAccessibleName(tr("Size of the vocabulary"));
    m_vocabulary_size->setToolTip(tr("The most frequent tokens that are kept; all others count as one unknown token."));
    m_form->addRow(tr("Vocabulary"), m_vocabulary_size);
    m_form->addRow(QString(), m_lower_case);
    m_lower_case->setChecked(Vocabulary().lower_case);
    connect(m_vocabulary_size, &QSpinBox::valueChanged, this, &ImportForm::changed);
    connect(m_lower_case, &QCheckBox::toggled, this, &ImportForm::changed);

    m_validation->addItem(tr("split off"), split_off);
    m_validation->addItem(tr("another file"), another_file);
    m_validation->setAccessibleName(tr("Validation data"));
    m_form->addRow(tr("Validation"), m_validation);
    connect(m_validation, &QComboBox::activated, this, [this] {
        showOtherFiles();
        Q_EMIT otherFileChosen(OtherFile::Validation);
        Q_EMIT changed();
    });
    m_split->setRange(1, 90);
    m_split->setValue(10);
    m_split->setSuffix(QStringLiteral(" %"));
    m_split->setAccessibleName(tr("Part that is split off for validation"));
    m_split->setToolTip(tr("Of every label the same part is drawn, the same rows again with the same seed."));
    m_form->addRow(tr("Part"), m_split);
    connect(m_split, &QSpinBox::valueChanged, this, [this] {
        showFigures();
        Q_EMIT changed();
    });
    m_form->addRow(tr("File"), otherField(OtherFile::Validation, tr("Validation file")));
    DataFileField* test = otherField(OtherFile::Test, tr("Test file"));
    test->setPlaceholder(tr("none"));
    test->setToolTip(tr("Examples that are only used to report the figures of depths that were chosen on validation data."));
    m_form->addRow(tr("Test"), test);

    column->addSpacing(4);
    column->addWidget(m_labels_title);
    column->addWidget(m_labels);
    column->addWidget(m_lengths_title);
    column->addWidget(m_lengths);
    column->addWidget(m_text_figures);
    column->addStretch(1);
    for (QComboBox* box : findChildren<QComboBox*>()) guardWheel(box);
    for (QSpinBox* box : findChildren<QSpinBox*>()) guardWheel(box);
    showUse();
}

DataFileField* ImportForm::otherField(OtherFile which, const QString& name) {
    auto* field = new DataFileField(name, this);
    Other& other = m_others[at(which)];
    other.field = field;
    connect(field, &DataFileField::chosen, this, [this, which, &other] {
        other.looked = false;
        Q_EMIT otherFileChosen(which);
        Q_EMIT changed();
    });
    return field;
}

void ImportForm::setFile(const QString& path) {
    m_file = path;
    m_guess = true;
    m_length_chosen = false;
    for (const Other& other : m_others) other.field->setFolder(path.isEmpty() ? QString() : QFileInfo(path).absolutePath());
}

void ImportForm::setLook(const FileLook& look) {
    m_look = look;
    QStringList names;
    for (std::size_t i = 0; i < look.table.columns.size(); ++i) names << columnTitle(look.table, static_cast<int>(i));
    if (names.size() != m_names.size()) m_guess = true;
    m_names = names;
    fillColumns();
    if (std::exchange(m_guess, false)) guess();
    showUse();
}

void ImportForm::setUse(ImportUse use) {
    if (m_use == use) return;
    m_use = use;
    guess();
    if (!m_vocabulary_chosen) {
        const Vocabulary wanted = use == ImportUse::LanguageModel ? LanguageModelTask().vocabulary : Vocabulary();
        m_vocabulary->setCurrentIndex(m_vocabulary->findData(static_cast<int>(wanted.kind)));
        const QSignalBlocker quiet(m_lower_case);
        m_lower_case->setChecked(wanted.lower_case);
    }
    showUse();
    Q_EMIT changed();
}

void ImportForm::guess() { m_columns = guessedColumns(m_use, m_look.table); }

void ImportForm::setColumn(ColumnRole role, int column) {
    int& mine = m_columns[at(role)];
    for (const ColumnRole other : columnRoles)
        if (other != role && m_columns[at(other)] == column) m_columns[at(other)] = mine;
    mine = column;
    showUse();
    Q_EMIT changed();
}

void ImportForm::setOtherLook(OtherFile which, const FileLook& look, const QString& wrong) {
    Other& other = m_others[at(which)];
    other.looked = true;
    other.wrong = wrong;
    other.table = look.table;
    showOtherFiles();
    Q_EMIT changed();
}

QString ImportForm::otherPath(OtherFile which) const {
    const bool used = which == OtherFile::Test || m_validation->currentData().toInt() == another_file;
    return used ? m_others[at(which)].field->path() : QString();
}

QString ImportForm::otherFilesObstacle() const {
    if (m_validation->currentData().toInt() == another_file && otherPath(OtherFile::Validation).isEmpty())
        return tr("Choose the validation file, or split a part off.");
    for (const OtherFile which : otherFiles)
        if (const QString wrong = m_others[at(which)].field->wrong(); !wrong.isEmpty() && !otherPath(which).isEmpty()) return wrong;
    return {};
}

ImportChoices ImportForm::choices() const {
    ImportChoices choices;
    choices.use = m_use;
    choices.file = m_file.toStdString();
    choices.columns = m_columns;
    choices.valid = otherPath(OtherFile::Validation).toStdString();
    choices.test = otherPath(OtherFile::Test).toStdString();
    choices.split = m_split->value() / 100.0;
    choices.length = m_length->value();
    choices.vocabulary = {static_cast<Vocabulary::Kind>(m_vocabulary->currentData().toInt()), m_vocabulary_size->value(),
                          m_lower_case->isChecked()};
    return choices;
}

QStringList ImportForm::columnUses() const {
    QStringList uses;
    for (int i = 0; i < static_cast<int>(m_look.table.columns.size()); ++i) {
        QString use;
        for (const ColumnRole role : columnRoles)
            if (needsColumn(m_use, role) && m_columns[at(role)] == i) use = roleText(m_use, role);
        uses << use;
    }
    return uses;
}

void ImportForm::fillColumns() {
    for (QComboBox* box : m_column_boxes) {
        box->clear();
        for (qsizetype i = 0; i < m_names.size(); ++i) box->addItem(m_names[i], static_cast<int>(i));
    }
}

void ImportForm::showUse() {
    for (const ColumnRole role : columnRoles) {
        QComboBox* box = m_column_boxes[at(role)];
        const QString name = roleText(m_use, role);
        if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(box))) label->setText(name);
        box->setAccessibleName(tr("Column: %1").arg(name));
        box->setCurrentIndex(box->findData(m_columns[at(role)]));
        m_form->setRowVisible(box, needsColumn(m_use, role));
    }
    const QString length = readsTable(m_use) ? tr("Longest text") : tr("Window");
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(m_length))) label->setText(length);
    m_length->setAccessibleName(length);
    m_length->setToolTip(readsTable(m_use) ? tr("Tokens of a sequence, the special ones included; longer texts are cut.")
                                           : tr("Tokens that the model sees at once."));
    m_length->setSuffix(tr(" tokens"));
    showLength();
    showOtherFiles();
}

void ImportForm::showLength() {
    if (m_length_chosen || (readsTable(m_use) && m_look.table.columns.empty())) return;
    const QSignalBlocker quiet(m_length);
    m_length->setValue(readsTable(m_use) ? suggestedLength(choices(), m_look.table) : LanguageModelTask().length);
}

void ImportForm::showFigures() {
    const auto& columns = m_look.table.columns;
    const auto has = [&](ColumnRole role) {
        const int column = m_columns[at(role)];
        return needsColumn(m_use, role) && column >= 0 && column < static_cast<int>(columns.size());
    };
    const bool labels = has(ColumnRole::Label), texts = has(ColumnRole::Text);
    m_labels_title->setVisible(labels);
    m_labels->setVisible(labels);
    m_lengths_title->setVisible(texts);
    m_lengths->setVisible(texts);
    if (labels) {
        const bool splits = m_validation->currentData().toInt() == split_off;
        m_labels_title->setText(splits ? tr("Labels: training and validation") : tr("Labels"));
        std::vector<BarList::Bar> bars;
        for (const LabelShare& share :
             labelShares(columns[static_cast<std::size_t>(m_columns[at(ColumnRole::Label)])], splits ? m_split->value() / 100.0 : 0)) {
            const QString figure =
                splits ? tr("%1 + %2").arg(stepText(share.train), stepText(share.valid)) : stepText(share.train + share.valid);
            bars.push_back(
                {QString::fromStdString(share.label), static_cast<double>(share.train), static_cast<double>(share.valid), figure});
        }
        m_labels->setBars(std::move(bars));
    }
    if (texts) m_lengths->setColumn(columns[static_cast<std::size_t>(m_columns[at(ColumnRole::Text)])]);
    QString figures;
    if (readsTable(m_use)) {
        if (texts && !m_look.table.complete) figures = tr("Counted in the first %1 rows.").arg(stepText(m_look.table.rows_read));
    } else if (m_look.characters > 0) {
        figures = m_look.whole_text ? tr("%1 characters, %2 different ones.") : tr("The first %1 characters are %2 different ones.");
        figures = figures.arg(stepText(m_look.characters), stepText(m_look.different));
    }
    m_text_figures->setText(figures);
    m_text_figures->setVisible(!figures.isEmpty());
}

void ImportForm::showOtherFiles() {
    const bool file = m_validation->currentData().toInt() == another_file;
    m_form->setRowVisible(m_split, !file);
    m_form->setRowVisible(m_others[at(OtherFile::Validation)].field, file);
    for (const Other& other : m_others) {
        if (!other.looked) continue;
        QString wrong = other.wrong;
        if (wrong.isEmpty() && readsTable(m_use)) wrong = otherFileObstacle(choices(), m_look.table, other.table);
        other.field->setAnswer(wrong, readsTable(m_use) ? rowsText(other.table) : QString());
    }
    showFigures();
}

}  // namespace layerlab
