// Answers of a model with their probabilities as bars: of a whole text its labels; of each token that is asked its likeliest answers.
#pragma once

#include <QWidget>

#include "engine/runs/event.h"

namespace layerlab {

class AnswerList : public QWidget {
    Q_OBJECT

public:
    explicit AnswerList(QWidget* parent = nullptr);

    void setPredicted(const Predicted& predicted);
    void clear();
    const Predicted& predicted() const { return m_predicted; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {fontMetrics().averageCharWidth() * 24, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QString token;  // empty: of the whole text, or a further answer to the same
        QString answer;
        double probability = 0;
    };
    int rowHeight() const { return fontMetrics().height() + 7; }

    Predicted m_predicted;
    std::vector<Row> m_rows;
    bool m_tokens = false;  // rows are about tokens
};

}  // namespace layerlab
