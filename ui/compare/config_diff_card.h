// What differs in the experiments of two groups or runs, as lines of YAML: red what only the left one has, green what only
// the right one has.
#pragma once

#include <QWidget>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

class QComboBox;
class QPlainTextEdit;

namespace layerlab {

struct Comparison;

class ConfigDiffCard : public QWidget {
    Q_OBJECT

public:
    explicit ConfigDiffCard(QWidget* parent = nullptr);

    void show(const std::shared_ptr<const Comparison>& comparison);
    QComboBox* left() const { return m_left; }
    QComboBox* right() const { return m_right; }
    QPlainTextEdit* text() const { return m_text; }
    using QWidget::show;

protected:
    void changeEvent(QEvent* event) override;

private:
    void fillChoosers();
    std::pair<std::size_t, std::size_t> pairOf(std::size_t left, std::size_t right) const;
    void compare();
    void colour();

    std::shared_ptr<const Comparison> m_comparison;
    QComboBox* m_left;
    QComboBox* m_right;
    QPlainTextEdit* m_text;
    std::vector<char> m_marks;  // of each line shown
};

}  // namespace layerlab
