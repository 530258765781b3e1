#include "ui/help/help_window.h"

#include <QAction>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/help/help_browser.h"
#include "ui/shell/language.h"

namespace layerlab {

namespace {

constexpr int page_role = Qt::UserRole;
constexpr int position_role = Qt::UserRole + 1;  // of a heading, or of a match
constexpr int most_matches_listed = 30;          // of a page
const char* const page_property = "helpPage";
const auto geometry_key = QStringLiteral("help/geometry");
const auto splitter_key = QStringLiteral("help/splitter");
const auto first_page = QStringLiteral("first_steps");
const auto commands_page = QStringLiteral("commands");

// A match with what stands around it, on one line.
QString snippet(const QString& text, const HelpMatch& match) {
    constexpr int around = 28;
    const auto line_begin = text.lastIndexOf(QLatin1Char('\n'), match.position) + 1;
    auto line_end = text.indexOf(QLatin1Char('\n'), match.position);
    if (line_end < 0) line_end = text.size();
    const auto from = std::max<qsizetype>(line_begin, match.position - around);
    const auto to = std::min<qsizetype>(line_end, match.position + match.length + around);
    return (from > line_begin ? QStringLiteral("…") : QString()) + text.mid(from, to - from).trimmed() +
           (to < line_end ? QStringLiteral("…") : QString());
}

}  // namespace

HelpWindow::HelpWindow(QWidget* owner)
    : QWidget(owner, Qt::Window),
      m_search(new QLineEdit(this)),
      m_found(new QLabel(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_contents(new QTreeWidget(m_splitter)),
      m_browser(new HelpBrowser(m_splitter)) {
    setWindowTitle(tr("LayerLab help"));
    setObjectName(QStringLiteral("helpWindow"));
    m_back_button = button(tr("&Back"), tr("Back to the page before"), {QKeySequence(QStringLiteral("Alt+Left"))});
    m_forward_button = button(tr("&Forward"), tr("Forward again"), {QKeySequence(QStringLiteral("Alt+Right"))});
    m_home_button = button(tr("&Home"), tr("First steps"), {QKeySequence(QStringLiteral("Alt+Home"))});
    connect(m_back_button, &QToolButton::clicked, this, &HelpWindow::back);
    connect(m_forward_button, &QToolButton::clicked, this, &HelpWindow::forward);
    connect(m_home_button, &QToolButton::clicked, this, [this] { go(first_page, {}); });

    m_search->setPlaceholderText(tr("Search all pages (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search all pages"));
    m_search->setToolTip(tr("Shows the pages where every word occurs; Enter goes to the next place"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 45);
    m_found->setObjectName(QStringLiteral("muted"));

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->addWidget(m_back_button);
    bar->addWidget(m_forward_button);
    bar->addWidget(m_home_button);
    bar->addSpacing(12);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_found);
    bar->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_splitter, 1);

    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setHeaderHidden(true);
    m_contents->setTextElideMode(Qt::ElideRight);
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setUniformRowHeights(true);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);

    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { moveToMatch(1); });
    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) { openItem(item); });
    // A second press on the same entry leads there again after scrolling away.
    connect(m_contents, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) { openItem(item); });
    connect(m_browser, &HelpBrowser::anchorClicked, this, &HelpWindow::follow);
    const auto shortcut = [this](const QKeySequence& keys, auto&& run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    shortcut(QKeySequence(Qt::Key_Escape), [this] { close(); });
    shortcut(QKeySequence(QStringLiteral("Ctrl+F")), [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    shortcut(QKeySequence(QStringLiteral("F3")), [this] { moveToMatch(1); });
    shortcut(QKeySequence(QStringLiteral("Shift+F3")), [this] { moveToMatch(-1); });

    const QSettings settings;
    if (!restoreGeometry(settings.value(geometry_key).toByteArray())) resize(900, 700);
    if (!m_splitter->restoreState(settings.value(splitter_key).toByteArray())) {
        const int contents = fontMetrics().averageCharWidth() * 30;
        m_splitter->setSizes({contents, std::max(1, width() - contents)});
    }
    updateButtons();
}

QToolButton* HelpWindow::button(const QString& text, const QString& name, const QList<QKeySequence>& keys) {
    auto* added = new QToolButton(this);
    added->setText(text);
    QString plain = text;
    added->setAccessibleName(plain.remove(QLatin1Char('&')));
    added->setToolTip(keys.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keys.first().toString(QKeySequence::NativeText)));
    added->setFocusPolicy(Qt::TabFocus);
    for (const QKeySequence& key : keys) connect(new QShortcut(key, this), &QShortcut::activated, added, [added] { added->click(); });
    return added;
}

QString HelpWindow::pageFor(const QWidget* focus) {
    for (const QWidget* widget = focus; widget; widget = widget->parentWidget())
        if (const QString page = widget->property(page_property).toString(); !page.isEmpty()) return page;
    return first_page;
}

void HelpWindow::setActions(const QList<QAction*>& actions) {
    m_actions.clear();
    for (QAction* action : actions) m_actions.append(action);
    m_current = false;
    if (!isVisible()) return;  // read when next shown
    const QString page = m_place.page;
    readPages();
    display({page, 0});
}

void HelpWindow::showHelp(const QString& page, const QString& anchor) {
    if (const bool chinese = effective() == Language::Chinese; !m_current || chinese != m_chinese) {
        m_chinese = chinese;
        readPages();
    }
    go(page, anchor);
    show();
    raise();
    activateWindow();
    m_browser->setFocus(Qt::OtherFocusReason);
    // Only now the page has its real width, and the heading its place.
    if (!anchor.isEmpty()) m_browser->scrollToPosition(positionOf(anchor));
}

// ---- pages ---------------------------------------------------------------------------------------------------------

QString HelpWindow::markdownOf(const QString& page) const {
    QList<QAction*> actions;
    for (const QPointer<QAction>& action : m_actions)
        if (action) actions.append(action);
    return helpMarkdown(page, m_chinese, actions);
}

HelpWindow::Known HelpWindow::read(const QString& page, const QString& markdown) {
    QTextDocument document;
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    Known entry{page, page, document.toPlainText(), headingsOf(document)};
    if (!entry.headings.isEmpty()) entry.title = entry.headings.first().text;
    return entry;
}

// Parsing them all takes long enough to be felt, so the window does not wait for it.
void HelpWindow::readPages() {
    m_current = true;
    m_known.clear();
    m_place.page.clear();  // what is on display is of before
    fillContents();
    const QString commands = markdownOf(commands_page);  // commands belong to the window's thread
    m_worker.post([this, commands, chinese = m_chinese, reading = ++m_reading] {
        QList<Known> pages;
        for (const QString& page : helpPages()) {
            const QString markdown = page == commands_page ? commands : helpMarkdown(page, chinese, {});
            if (!markdown.isEmpty()) pages.append(read(page, markdown));
        }
        QMetaObject::invokeMethod(
            this,
            [this, pages, reading] {
                if (m_reading != reading) return;
                m_known = pages;
                fillContents();
            },
            Qt::QueuedConnection);
    });
}

int HelpWindow::positionOf(const QString& anchor) const {
    const QString wanted = headingAnchor(anchor);
    const QList<HelpHeading> here = headingsOf(*m_browser->document());
    for (const HelpHeading& heading : here)
        if (headingAnchor(heading.text) == wanted) return heading.position;
    // Links name English headings; a translated page has the same ones in the same order.
    const QList<HelpHeading> english = read(m_place.page, helpMarkdown(m_place.page, false, {})).headings;
    for (qsizetype i = 0; i < english.size() && i < here.size(); ++i)
        if (headingAnchor(english[i].text) == wanted) return here[i].position;
    return 0;
}

void HelpWindow::follow(const QUrl& link) {
    if (!link.scheme().isEmpty()) {
        QDesktopServices::openUrl(link);
        return;
    }
    QString page = link.path();
    if (page.endsWith(QLatin1String(".md"))) page.chop(3);
    go(page.isEmpty() ? m_place.page : page, link.fragment(QUrl::FullyDecoded));
}

void HelpWindow::go(const QString& page, const QString& anchor) {
    const QString wanted = helpPages().contains(page) ? page : first_page;
    if (!m_place.page.isEmpty() && (wanted != m_place.page || !anchor.isEmpty())) {
        m_place.scroll = m_browser->verticalScrollBar()->value();
        m_back.append(m_place);
        m_forward.clear();
    }
    display({wanted, 0});
    if (!anchor.isEmpty()) m_browser->scrollToPosition(positionOf(anchor));
}

void HelpWindow::display(const Place& place) {
    if (place.page != m_place.page) {
        m_browser->setPage(markdownOf(place.page));
        const QList<HelpHeading> headings = headingsOf(*m_browser->document());
        setWindowTitle(tr("%1 – LayerLab help").arg(headings.isEmpty() ? place.page : headings.first().text));
    }
    m_place = place;
    m_matches = helpMatches(m_browser->document()->toPlainText(), m_search->text());
    m_match = -1;
    m_browser->setMatches(m_matches, m_match);
    m_browser->verticalScrollBar()->setValue(place.scroll);
    setPositionInContents();
    updateButtons();
}

void HelpWindow::back() {
    if (m_back.isEmpty()) return;
    m_place.scroll = m_browser->verticalScrollBar()->value();
    m_forward.append(m_place);
    display(m_back.takeLast());
}

void HelpWindow::forward() {
    if (m_forward.isEmpty()) return;
    m_place.scroll = m_browser->verticalScrollBar()->value();
    m_back.append(m_place);
    display(m_forward.takeLast());
}

void HelpWindow::updateButtons() {
    m_back_button->setEnabled(!m_back.isEmpty());
    m_forward_button->setEnabled(!m_forward.isEmpty());
}

// ---- contents and search -------------------------------------------------------------------------------------------

void HelpWindow::fillContents() {
    const QSignalBlocker quiet(m_contents);
    const QString typed = m_search->text().trimmed();
    m_contents->clear();
    int places = 0;
    for (const Known& entry : m_known) {
        const QList<HelpMatch> matches = helpMatches(entry.text, typed);
        if (!typed.isEmpty() && matches.isEmpty()) continue;
        places += static_cast<int>(matches.size());
        auto* item = new QTreeWidgetItem(m_contents);
        item->setText(0, typed.isEmpty() ? entry.title : QStringLiteral("%1 (%2)").arg(entry.title).arg(matches.size()));
        item->setData(0, page_role, entry.page);
        const auto add = [item, &entry](const QString& text, int position) {
            auto* child = new QTreeWidgetItem(item);
            child->setText(0, text);
            child->setToolTip(0, text);
            child->setData(0, page_role, entry.page);
            child->setData(0, position_role, position);
        };
        if (typed.isEmpty()) {
            for (const HelpHeading& heading : entry.headings)
                if (heading.level == 2) add(heading.text, heading.position);
        } else {
            for (const HelpMatch& match : matches.mid(0, most_matches_listed)) add(snippet(entry.text, match), match.position);
        }
    }
    m_found->setText(typed.isEmpty()     ? QString()
                     : m_known.isEmpty() ? tr("Reading…")
                     : places == 0       ? tr("Nothing found")
                     : places == 1       ? tr("1 place")
                                         : tr("%1 places").arg(places));
    setPositionInContents();
}

void HelpWindow::search(const QString& typed) {
    fillContents();
    m_matches = helpMatches(m_browser->document()->toPlainText(), typed);
    m_match = m_matches.isEmpty() ? -1 : 0;
    m_browser->setMatches(m_matches, m_match);
}

void HelpWindow::moveToMatch(int by) {
    if (m_search->text().trimmed().isEmpty()) return;
    const int next = m_match < 0 && by < 0 ? static_cast<int>(m_matches.size()) - 1 : m_match + by;
    if (next >= 0 && next < m_matches.size()) {
        m_match = next;
        m_browser->setMatches(m_matches, m_match);
        return;
    }
    // On to the page after, or before, that has one; around at the end.
    const int pages = m_contents->topLevelItemCount();
    if (pages == 0) return;
    int row = by > 0 ? -1 : 0;
    for (int i = 0; i < pages; ++i)
        if (m_contents->topLevelItem(i)->data(0, page_role).toString() == m_place.page) row = i;
    row = (row + by + pages) % pages;
    go(m_contents->topLevelItem(row)->data(0, page_role).toString(), {});
    if (m_matches.isEmpty()) return;
    m_match = by > 0 ? 0 : static_cast<int>(m_matches.size()) - 1;
    m_browser->setMatches(m_matches, m_match);
}

void HelpWindow::openItem(const QTreeWidgetItem* item) {
    if (!item) return;
    const QString page = item->data(0, page_role).toString();
    const QVariant position = item->data(0, position_role);
    if (page != m_place.page) go(page, {});
    if (!position.isValid()) {
        m_browser->verticalScrollBar()->setValue(0);
        return;
    }
    const auto match =
        std::find_if(m_matches.begin(), m_matches.end(), [&position](const HelpMatch& one) { return one.position == position.toInt(); });
    if (match == m_matches.end() || m_search->text().trimmed().isEmpty()) {
        m_browser->scrollToPosition(position.toInt());
    } else {
        m_match = static_cast<int>(match - m_matches.begin());
        m_browser->setMatches(m_matches, m_match);
    }
}

// The page on display is the current entry, unless one of its sections is.
void HelpWindow::setPositionInContents() {
    const QSignalBlocker quiet(m_contents);
    const QTreeWidgetItem* current = m_contents->currentItem();
    if (current && current->data(0, page_role).toString() == m_place.page) return;
    for (int i = 0; i < m_contents->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_contents->topLevelItem(i);
        if (item->data(0, page_role).toString() != m_place.page) continue;
        m_contents->setCurrentItem(item);
        item->setExpanded(true);
        m_contents->scrollToItem(item);
        return;
    }
    m_contents->setCurrentItem(nullptr);
}

// ---- events --------------------------------------------------------------------------------------------------------

void HelpWindow::closeEvent(QCloseEvent* event) {
    QSettings settings;
    settings.setValue(geometry_key, saveGeometry());
    settings.setValue(splitter_key, m_splitter->saveState());
    QWidget::closeEvent(event);
}

}  // namespace layerlab
