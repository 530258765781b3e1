#include "ui/smaller/smaller_dialog.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>
#include <utility>

#include "ui/smaller/variant_form.h"
#include "ui/smaller/variants_table.h"

namespace layerlab {

namespace {
constexpr int progress_scale = 1000;
constexpr QSize first_size(900, 640);
}  // namespace

SmallerDialog::SmallerDialog(TrainingSession& session, const QString& library, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_library(library),
      m_form(new VariantForm(this)),
      m_table(new VariantsTable(this)),
      m_chart(new ShareChart(this)),
      m_split(new QComboBox(this)),
      m_pruned(new QComboBox(this)),
      m_measure(new QPushButton(tr("Measure"), this)),
      m_curve(new QPushButton(tr("Sparsity curve"), this)),
      m_store(new QPushButton(tr("Store as a run"), this)),
      m_stop(new QPushButton(tr("Stop"), this)),
      m_open(new QPushButton(tr("Open"), this)),
      m_fine_tune(new QPushButton(tr("Fine-tune it…"), this)),
      m_progress(new QProgressBar(this)),
      m_says(new QLabel(this)) {
    setObjectName(QStringLiteral("smallerDialog"));
    setProperty("helpPage", "smaller");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 10);
    column->setSpacing(8);

    auto* left = new QWidget(this);
    auto* left_column = new QVBoxLayout(left);
    left_column->setContentsMargins(14, 12, 12, 8);
    left_column->addWidget(m_form);
    left_column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(left);
    scroll->setMinimumWidth(fontMetrics().averageCharWidth() * 38);

    auto* right = new QWidget(this);
    auto* right_column = new QVBoxLayout(right);
    right_column->setContentsMargins(8, 8, 12, 0);
    auto* first = new QHBoxLayout;
    m_split->addItems({tr("on validation data"), tr("on test data")});
    m_split->setAccessibleName(tr("Data"));
    first->addWidget(m_split);
    first->addStretch();
    first->addWidget(m_measure);
    auto* second = new QHBoxLayout;
    m_pruned->addItems({tr("zeros"), tr("heads taken out"), tr("units taken out")});
    m_pruned->setObjectName(QStringLiteral("smallerCurveOf"));
    m_pruned->setAccessibleName(tr("What the curve takes out"));
    second->addWidget(m_pruned);
    second->addStretch();
    second->addWidget(m_curve);
    auto* upper = new QWidget(right);
    auto* upper_column = new QVBoxLayout(upper);
    upper_column->setContentsMargins(0, 0, 0, 0);
    upper_column->addLayout(first);
    upper_column->addWidget(m_table, 1);
    auto* lower = new QWidget(right);
    auto* lower_column = new QVBoxLayout(lower);
    lower_column->setContentsMargins(0, 6, 0, 0);
    lower_column->addLayout(second);
    lower_column->addWidget(m_chart, 1);
    auto* splitter = new QSplitter(Qt::Vertical, right);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(lower);
    right_column->addWidget(splitter, 1);

    auto* middle = new QSplitter(Qt::Horizontal, this);
    middle->setChildrenCollapsible(false);
    middle->addWidget(scroll);
    middle->addWidget(right);
    middle->setStretchFactor(0, 0);
    middle->setStretchFactor(1, 1);
    column->addWidget(middle, 1);

    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(14, 0, 12, 0);
    m_progress->setRange(0, progress_scale);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(fontMetrics().averageCharWidth() * 16, 8);
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    m_says->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bottom->addWidget(m_progress);
    bottom->addWidget(m_stop);
    bottom->addWidget(m_says, 1);
    bottom->addWidget(m_open);
    bottom->addWidget(m_fine_tune);
    bottom->addWidget(m_store);
    column->addLayout(bottom);

    m_measure->setObjectName(QStringLiteral("smallerMeasure"));
    m_curve->setObjectName(QStringLiteral("smallerCurve"));
    m_store->setObjectName(QStringLiteral("smallerStore"));
    m_stop->setObjectName(QStringLiteral("smallerStop"));
    m_open->setObjectName(QStringLiteral("smallerOpen"));
    m_fine_tune->setObjectName(QStringLiteral("smallerFineTune"));
    for (QPushButton* button : {m_measure, m_curve, m_store, m_stop, m_open, m_fine_tune}) button->setAutoDefault(false);
    m_measure->setAutoDefault(true);
    m_measure->setDefault(true);
    connect(m_measure, &QPushButton::clicked, this, &SmallerDialog::measure);
    connect(m_curve, &QPushButton::clicked, this, &SmallerDialog::measureCurve);
    connect(m_store, &QPushButton::clicked, this, &SmallerDialog::store);
    connect(m_stop, &QPushButton::clicked, &session, &TrainingSession::stop);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openAsked(m_stored); });
    connect(m_fine_tune, &QPushButton::clicked, this, [this] { Q_EMIT fineTuneAsked(m_stored); });
    connect(m_form, &VariantForm::routeChanged, this, [this] {
        // Figures of other layers say nothing about these.
        if (m_purpose == Purpose::Nothing && m_form->route() != m_route) m_table->clearResults();
    });
    connect(m_form, &VariantForm::changed, this, &SmallerDialog::updateButtons);
    connect(&session, &TrainingSession::shrunk, this, &SmallerDialog::take);
    connect(&session, &TrainingSession::stateChanged, this, &SmallerDialog::updateButtons);
    resize(first_size.boundedTo(parent ? parent->size() - QSize(40, 60) : first_size));
    updateButtons();
}

void SmallerDialog::setRun(const QString& folder, const QString& name, const Route& all, const Route& hand,
                           const std::vector<RouteResult>& measured) {
    if (folder != m_folder) {
        m_folder = folder;
        m_table->clearResults();
        m_chart->clear();
        m_route.clear();
        m_stored.clear();
        say({});
    }
    setWindowTitle(tr("Smaller model of %1").arg(name));
    m_form->setRoutes(all, hand, measured);
    updateButtons();
}

void SmallerDialog::setReasonAgainst(const QString& reason) {
    if (reason == m_reason) return;
    m_reason = reason;
    updateButtons();
}

void SmallerDialog::chooseHand() { m_form->chooseHand(); }

QString SmallerDialog::message() const { return m_says->text(); }

void SmallerDialog::measure() {
    ShrinkJob job;
    const Variant chosen = m_form->variant();
    // What is pruned goes before how the rest is stored: every format of that.
    Variant pruned = chosen;
    pruned.precision = Precision::Float32;
    pruned.embeddings = false;
    for (const Precision precision : allPrecisions()) {
        Variant variant = pruned;
        variant.precision = precision;
        variant.embeddings = chosen.embeddings && precision >= Precision::Int8;
        if (variant != Variant{}) job.variants.push_back(variant);
    }
    start(std::move(job), Purpose::Formats);
}

void SmallerDialog::measureCurve() {
    ShrinkJob job;
    m_what = static_cast<Pruned>(m_pruned->currentIndex());
    m_base = m_form->variant();
    if (m_what == Pruned::Weights && m_base.sparsity == 0) m_base.per_matrix = m_form->wantsPerMatrix();
    job.variants = ShareChart::variants(m_what, m_base);
    job.latency = false;  // a curve of accuracy
    start(std::move(job), Purpose::Curve);
}

void SmallerDialog::store() {
    ShrinkJob job;
    job.library = m_library.toStdString();
    if (const Variant variant = m_form->variant(); variant != Variant{}) job.variants = {variant};
    start(std::move(job), Purpose::Store);
}

void SmallerDialog::start(ShrinkJob job, Purpose purpose) {
    if (m_session.isActive() || m_folder.isEmpty()) return;
    job.run = m_folder.toStdString();
    job.split = m_split->currentIndex() == 1 ? "test" : "valid";
    const Route route = m_form->route();
    if (route != m_route) m_table->clearResults();
    m_route = route;
    m_route_words = m_form->routeWords();
    job.route = route;
    m_of = m_folder;
    m_purpose = purpose;
    m_progress->setValue(0);
    say(purpose == Purpose::Store ? tr("making the smaller model") : tr("measuring"));
    m_session.shrink(job);
    updateButtons();
}

void SmallerDialog::take(const std::vector<Event>& events) {
    if (m_purpose == Purpose::Nothing) return;
    const bool same = m_of == m_folder;  // the run may have been another one when this was asked for
    for (const Event& event : events) {
        if (const auto* progress = std::get_if<Progress>(&event.what)) {
            m_progress->setValue(static_cast<int>(progress->done * progress_scale));
            say(QString::fromStdString(progress->what));
        } else if (const auto* evaluated = std::get_if<Evaluated>(&event.what)) {
            if (!same) continue;
            if (m_purpose == Purpose::Curve) m_chart->add(m_what, m_base, m_route_words, *evaluated);
            else m_table->add(*evaluated);
        } else if (const auto* saved = std::get_if<ModelSaved>(&event.what)) {
            m_stored = QString::fromStdString(saved->run);
            Q_EMIT stored(m_stored);
        } else if (std::holds_alternative<Finished>(event.what)) {
            if (m_purpose == Purpose::Store && !m_stored.isEmpty()) say(tr("Stored as %1.").arg(QFileInfo(m_stored).fileName()));
            else say({});
            m_purpose = Purpose::Nothing;
        } else if (std::holds_alternative<Stopped>(event.what)) {
            say(tr("Stopped."));
            m_purpose = Purpose::Nothing;
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            say(QString::fromStdString(failed->message), true);
            m_purpose = Purpose::Nothing;
        }
    }
    updateButtons();
}

void SmallerDialog::say(const QString& words, bool wrong) {
    m_says->setText(words);
    m_says->setObjectName(wrong ? QStringLiteral("error") : QStringLiteral("muted"));
    m_says->style()->unpolish(m_says);
    m_says->style()->polish(m_says);
}

void SmallerDialog::updateButtons() {
    const bool busy = m_session.isActive(), ours = busy && m_purpose != Purpose::Nothing;
    QString reason = m_reason;
    if (reason.isEmpty() && busy) reason = ours ? tr("This is being measured.") : tr("The engine does something else; wait or stop it.");
    const auto allow = [&reason](QPushButton* button, const QString& help) {
        button->setEnabled(reason.isEmpty());
        button->setToolTip(QStringLiteral("<p>%1</p>")
                               .arg((reason.isEmpty() ? help : help + '\n' + reason).toHtmlEscaped().replace('\n', QLatin1String("<br>"))));
    };
    allow(m_measure, tr("Every format beside the model as it is, with the pruning that is chosen: accuracy, loss, size, latency"));
    allow(m_curve, tr("Accuracy at shares from 0.1 to 0.9, with what else is chosen"));
    if (reason.isEmpty() && m_form->isWhole() && m_form->variant() == Variant{}) reason = tr("Choose what is to be smaller first.");
    allow(m_store, tr("Make the chosen model, measure it and put it into the library as a run of its own"));
    m_progress->setVisible(ours);
    m_stop->setVisible(ours);
    const bool has = !ours && !m_stored.isEmpty();
    m_open->setVisible(has);
    m_fine_tune->setVisible(has);
    m_open->setToolTip(tr("Show the smaller model in the place of this run"));
    m_fine_tune->setToolTip(tr("Make a draft that goes on training the smaller model"));
}

}  // namespace layerlab
