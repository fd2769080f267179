// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { TestDollar } from "../../src/currency/TestDollar.sol";
import { IAssessments } from "../../src/interfaces/IAssessments.sol";
import { ICreditRecord } from "../../src/interfaces/ICreditRecord.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { INotes } from "../../src/interfaces/INotes.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Products } from "../../src/loans/Products.sol";
import { SeriesId } from "../../src/notes/SeriesId.sol";
import { Participants } from "../../src/participants/Participants.sol";
import { Assessed } from "../record/Assessed.sol";

/// @notice Who may call what: every function of every contract stands in one row, with arguments that succeed for whom it is for.
abstract contract AccessTable is Assessed {
    /// @dev `Role`: one holder of a role, by the AccessManager. `Account`: one account, by the contract's own rule. `Anyone`: whoever
    /// calls acts for themselves or does what time alone allows. `View`: changes nothing.
    enum Kind {
        Role,
        Account,
        Anyone,
        View
    }

    struct Row {
        Kind kind;
        address target;
        bytes data;
        address allowed;
        bytes4 refusal;
    }

    Row[] internal rows;
    Products internal products;
    TestDollar internal dollar;
    uint256 internal open;
    uint256 internal closed;
    uint256 internal active;

    function setUp() public virtual override {
        super.setUp();
        products = Products(address(loans.products()));
        dollar = new TestDollar("Test Dollar", "TUSD", 6);
        active = drawn(aRequest());
        closed = funded(aRequest());
        open = requested(aRequest());
        fund(alice, open, 5000 * ONE);
        vm.warp(loans.drawableFrom(closed));
        _notes();
        _participants();
        _loans();
        _products();
        _record();
        _fees();
        _dollar();
    }

    function _notes() private {
        address target = address(notes);
        _role(target, abi.encodeCall(notes.registerIssuer, (eve)), registrar);
        _role(target, abi.encodeCall(notes.setIssuerPaused, (1, true)), guardian);
        _managed(target);
        bytes4 no = INotes.NotIssuer.selector;
        address its = address(loans);
        _account(target, abi.encodeCall(notes.openSeries, (address(usd))), its, no);
        _account(
            target,
            abi.encodeCall(notes.subscribe, (open, dave, dave, 1, bobId, 6, type(uint128).max)),
            its,
            no
        );
        uint32[] memory raisers = new uint32[](1);
        raisers[0] = bobId;
        _account(
            target,
            abi.encodeCall(
                notes.subscribeMany, (list(open), dave, dave, list(1), raisers, 6, list(type(uint128).max))
            ),
            its,
            no
        );
        _account(target, abi.encodeCall(notes.unsubscribe, (open, alice, 1, 365 days, 6)), its, no);
        _account(target, abi.encodeCall(notes.release, (open, eve, 1)), its, no);
        _account(target, abi.encodeCall(notes.refund, (open)), its, no);
        _account(target, abi.encodeCall(notes.collectCash, (active, bob, 1)), its, no);
        _account(
            target,
            abi.encodeCall(notes.collectAndPayIn, (active, bob, INotes.CashKind.Repayment, 1, 0, 0)),
            its,
            no
        );
        _account(
            target,
            abi.encodeCall(notes.setParticipantWord, (eve, notes.participantWord(alice))),
            address(participants),
            INotes.NotParticipants.selector
        );
        // Sharing needs cash collected in the same transaction, which none of them can do either.
        _account(
            target,
            abi.encodeCall(notes.payIn, (active, bob, INotes.CashKind.Repayment, 1, 0, 0)),
            address(0),
            INotes.CashNotReceived.selector
        );
        _anyone(target, abi.encodeCall(notes.claim, (list(active), alice)));
        _anyone(target, abi.encodeCall(notes.payHeldCash, (address(usd), alice)));
        _anyone(target, abi.encodeCall(notes.flagNotes, (alice, list(active))));
        _anyone(target, abi.encodeCall(notes.transfer, (dave, active, 1)));
        _anyone(target, abi.encodeCall(notes.transferFrom, (alice, dave, active, 1)));
        _anyone(target, abi.encodeCall(notes.approve, (eve, active, 1)));
        _anyone(target, abi.encodeCall(notes.setOperator, (eve, true)));
        _view(target, abi.encodeCall(notes.GREATEST_SERIES, ()));
        _view(target, abi.encodeCall(notes.participants, ()));
        _view(target, abi.encodeCall(notes.balanceOf, (alice, active)));
        _view(target, abi.encodeCall(notes.allowance, (alice, eve, active)));
        _view(target, abi.encodeCall(notes.isOperator, (alice, eve)));
        _view(target, abi.encodeCall(notes.totalSupply, (active)));
        _view(target, abi.encodeCall(notes.name, (active)));
        _view(target, abi.encodeCall(notes.symbol, (active)));
        _view(target, abi.encodeCall(notes.decimals, (active)));
        _view(target, abi.encodeCall(notes.contractURI, ()));
        _view(target, abi.encodeCall(notes.tokenURI, (active)));
        _view(target, abi.encodeCall(notes.supportsInterface, (bytes4(0))));
        _view(target, abi.encodeCall(notes.series, (active)));
        _view(target, abi.encodeCall(notes.holding, (active, alice)));
        _view(target, abi.encodeCall(notes.claimable, (active, alice)));
        _view(target, abi.encodeCall(notes.heldCash, (address(usd), alice)));
        _view(target, abi.encodeCall(notes.isFrozen, (alice)));
        _view(target, abi.encodeCall(notes.issuer, (1)));
        _view(target, abi.encodeCall(notes.issuerCount, ()));
        _view(target, abi.encodeCall(notes.issuerIndexOf, (address(loans))));
        _view(target, abi.encodeCall(notes.participantWord, (alice)));
    }

    function _participants() private {
        address target = address(participants);
        _role(target, abi.encodeCall(participants.register, (makeAddr("new"), someClaims(0))), verifier);
        _role(target, abi.encodeCall(participants.setClaims, (aliceId, someClaims(0))), verifier);
        _role(
            target,
            abi.encodeCall(participants.freeze, (aliceId, "", new IParticipants.HoldingsOf[](0))),
            verifier
        );
        _role(target, abi.encodeCall(participants.unfreeze, (aliceId, "")), verifier);
        _role(target, abi.encodeCall(participants.setRelation, (aliceId, bobId, true)), verifier);
        _role(target, abi.encodeCall(participants.setPolicy, (7, IParticipants.Policy(1, 1, 1, 1))), governor);
        _managed(target);
        _account(
            target,
            abi.encodeCall(participants.recordRaise, (bobId, 0, 1, 6)),
            address(loans),
            INotes.NotIssuer.selector
        );
        _anyone(target, abi.encodeCall(participants.applyPolicy, (new uint32[](0))));
        _anyone(target, abi.encodeCall(participants.addWallet, (makeAddr("new"), block.timestamp, "")));
        _anyone(target, abi.encodeCall(participants.removeWallet, (alice)));
        _view(target, abi.encodeCall(Participants(target).GREATEST_WALLETS, ()));
        _view(target, abi.encodeCall(Participants(target).GREATEST_WALLETS_EVER, ()));
        _view(target, abi.encodeCall(IERC5267.eip712Domain, ()));
        _view(target, abi.encodeCall(participants.checkSubscription, (aliceId, bobId, open, 1, 6)));
        _view(target, abi.encodeCall(participants.checkReceipt, (aliceId, active, 1, true)));
        _view(target, abi.encodeCall(participants.participantOf, (alice)));
        _view(target, abi.encodeCall(participants.requireActive, (alice)));
        _view(target, abi.encodeCall(participants.claimsOf, (aliceId)));
        _view(target, abi.encodeCall(participants.statusOf, (aliceId)));
        _view(target, abi.encodeCall(participants.walletsOf, (aliceId)));
        _view(target, abi.encodeCall(participants.formerWalletsOf, (aliceId)));
        _view(target, abi.encodeCall(participants.areRelated, (aliceId, bobId)));
        _view(target, abi.encodeCall(participants.policy, (CAPPED)));
        _view(target, abi.encodeCall(participants.usageOf, (aliceId)));
        _view(target, abi.encodeCall(participants.participantCount, ()));
    }

    function _loans() private {
        address target = address(loans);
        _role(target, abi.encodeCall(loans.setProduct, (0, aProduct())), operator);
        _managed(target);
        bytes4 no = ILoans.NotBorrower.selector;
        _account(target, abi.encodeCall(loans.closeFunding, (open)), bob, no);
        _account(target, abi.encodeCall(loans.cancel, (open)), bob, no);
        _account(target, abi.encodeCall(loans.draw, (closed)), bob, no);
        _account(target, abi.encodeCall(loans.setAutoRepay, (open, false)), bob, no);
        _account(target, abi.encodeCall(loans.setWallet, (open, bob)), bob, no);
        _account(
            target, abi.encodeCall(loans.prepay, (active, 100 * ONE, ILoans.Prepayment.ShorterTerm)), bob, no
        );
        _account(
            target,
            abi.encodeCall(loans.pay, (address(usd), alice, 1)),
            address(notes),
            ILoans.NotNotes.selector
        );
        _anyone(target, abi.encodeCall(loans.request, (aRequest())));
        _anyone(
            target,
            abi.encodeCall(
                loans.requestAssessed, (aRequest(), anAssessment(), one(underwriter), one(bytes("")))
            )
        );
        _anyone(target, abi.encodeCall(loans.fund, (open, 10 * ONE, dave)));
        _anyone(target, abi.encodeCall(loans.fundWithPermit, (open, 10 * ONE, dave, 1, 1, 27, 0, 0)));
        _anyone(target, abi.encodeCall(loans.fundMany, (list(open), list(10 * ONE), dave)));
        _anyone(target, abi.encodeCall(loans.withdraw, (open, 10 * ONE)));
        _anyone(target, abi.encodeCall(loans.repay, (active, ONE)));
        _anyone(target, abi.encodeCall(loans.repayWithPermit, (active, ONE, 1, 1, 27, 0, 0)));
        _anyone(target, abi.encodeCall(loans.payOff, (active, 20_000 * ONE)));
        _anyone(target, abi.encodeCall(loans.collect, (active)));
        _anyone(target, abi.encodeCall(loans.expire, (open)));
        _anyone(target, abi.encodeCall(loans.markLate, (active)));
        _anyone(target, abi.encodeCall(loans.markDefault, (active)));
        _anyone(target, abi.encodeCall(loans.writeOff, (active)));
        _view(target, abi.encodeCall(loans.GREATEST_LIVE_LOANS, ()));
        _view(target, abi.encodeCall(loans.notes, ()));
        _view(target, abi.encodeCall(loans.participants, ()));
        _view(target, abi.encodeCall(loans.creditRecord, ()));
        _view(target, abi.encodeCall(loans.fees, ()));
        _view(target, abi.encodeCall(loans.arithmetic, ()));
        _view(target, abi.encodeCall(loans.products, ()));
        _view(target, abi.encodeCall(loans.loan, (active)));
        _view(target, abi.encodeCall(loans.product, (productId)));
        _view(target, abi.encodeCall(loans.productCount, ()));
        _view(target, abi.encodeCall(loans.dueAt, (active, 1)));
        _view(target, abi.encodeCall(loans.dueNow, (active, block.timestamp)));
        _view(target, abi.encodeCall(loans.repayable, (active, block.timestamp)));
        _view(target, abi.encodeCall(loans.payoff, (active, block.timestamp)));
        _view(target, abi.encodeCall(loans.daysPastDue, (active, block.timestamp)));
        _view(target, abi.encodeCall(loans.defaultableFrom, (active)));
        _view(target, abi.encodeCall(loans.instalmentsOf, (active)));
        _view(target, abi.encodeCall(loans.liveInstalments, (bobId)));
        _view(target, abi.encodeCall(loans.liveLoansOf, (bobId)));
        _view(target, abi.encodeCall(loans.raiserOf, (active)));
        _view(target, abi.encodeCall(loans.outstandingOf, (active)));
        _view(target, abi.encodeCall(loans.drawableFrom, (closed)));
    }

    function _products() private {
        address target = address(products);
        _account(
            target,
            abi.encodeCall(products.setProduct, (0, aProduct())),
            address(loans),
            Products.NotLoans.selector
        );
        _view(target, abi.encodeCall(products.product, (productId)));
        _view(target, abi.encodeCall(products.productCount, ()));
        _view(target, abi.encodeCall(products.draft, (aRequest())));
        _view(
            target,
            abi.encodeCall(
                products.draftAssessed, (aRequest(), anAssessment(), one(underwriter), one(bytes("")))
            )
        );
    }

    function _record() private {
        address target = address(record);
        ICreditRecord.Instalments memory none;
        _role(
            target,
            abi.encodeCall(record.recordOpened, (bobId, SeriesId.encode(1, address(usd), 777), 1)),
            address(loans)
        );
        _managed(target);
        _account(
            target,
            abi.encodeCall(record.recordOutcome, (active, ICreditRecord.Outcome.Repaid, none)),
            address(loans),
            ICreditRecord.LoanNotOpen.selector
        );
        _view(target, abi.encodeCall(record.notes, ()));
        _view(target, abi.encodeCall(record.recordOf, (bobId)));
        _view(target, abi.encodeCall(record.outcomeOf, (active)));
        _view(target, abi.encodeCall(record.loansOf, (bobId, 0, 10)));
        _view(target, abi.encodeCall(record.loanCountOf, (bobId)));
        _models();
        _assessments();
    }

    function _models() private {
        address target = address(record);
        _role(target, abi.encodeCall(record.announceModel, (keccak256("next"), SCHEMA, URI)), governor);
        _role(target, abi.encodeCall(record.retireModel, (MODEL)), guardian);
        _view(target, abi.encodeCall(record.modelNoticePeriod, ()));
        _view(target, abi.encodeCall(record.model, (MODEL)));
        _view(target, abi.encodeCall(record.modelCount, ()));
        _view(target, abi.encodeCall(record.modelAt, (0)));
    }

    function _assessments() private {
        address target = address(record);
        IAssessments.Assessment memory assessment = anAssessment();
        bytes[] memory signatures = one(signed(underwriterKey, assessment));
        IAssessments.Quote memory quote =
            IAssessments.Quote(SeriesId.encode(1, address(usd), 777), bobId, address(usd), 1, 120_000, 90);
        _role(
            target,
            abi.encodeCall(record.recordQuote, (quote, assessment, one(underwriter), signatures)),
            address(loans)
        );
        _role(target, abi.encodeCall(record.setSecondSignatureAbove, (eve, 7)), governor);
        _anyone(target, abi.encodeCall(record.publishAssessment, (assessment, one(underwriter), signatures)));
        _view(target, abi.encodeCall(record.GREATEST_VALIDITY, ()));
        _view(target, abi.encodeCall(record.secondSignatureAbove, (address(usd))));
        _view(target, abi.encodeCall(record.hashAssessment, (assessment)));
        _view(target, abi.encodeCall(record.quotedOf, (active)));
        _view(target, abi.encodeCall(record.loanQuoting, (bytes32(0))));
        _view(target, abi.encodeCall(record.newestIssuedAt, (bobId)));
        _view(target, abi.encodeCall(IERC5267.eip712Domain, ()));
    }

    function _fees() private {
        address target = address(fees);
        _role(target, abi.encodeCall(fees.announceFee, (productId, 1)), operator);
        _role(target, abi.encodeCall(fees.announcePayee, (eve)), treasurer);
        _managed(target);
        _view(target, abi.encodeCall(fees.noticePeriod, ()));
        _view(target, abi.encodeCall(fees.greatestFee, ()));
        _view(target, abi.encodeCall(fees.feeOf, (productId)));
        _view(target, abi.encodeCall(fees.announcedFeeOf, (productId)));
        _view(target, abi.encodeCall(fees.payee, ()));
    }

    function _dollar() private {
        address target = address(dollar);
        _anyone(target, abi.encodeCall(dollar.faucet, (1)));
        _anyone(target, abi.encodeCall(dollar.transfer, (alice, 0)));
        _anyone(target, abi.encodeCall(dollar.transferFrom, (alice, bob, 0)));
        _anyone(target, abi.encodeCall(dollar.approve, (alice, 1)));
        _anyone(target, abi.encodeCall(dollar.permit, (alice, bob, 1, 1, 27, 0, 0)));
        _view(target, abi.encodeCall(dollar.faucetLimit, ()));
        _view(target, abi.encodeCall(dollar.name, ()));
        _view(target, abi.encodeCall(dollar.symbol, ()));
        _view(target, abi.encodeCall(dollar.decimals, ()));
        _view(target, abi.encodeCall(dollar.totalSupply, ()));
        _view(target, abi.encodeCall(dollar.balanceOf, (alice)));
        _view(target, abi.encodeCall(dollar.allowance, (alice, bob)));
        _view(target, abi.encodeCall(dollar.nonces, (alice)));
        _view(target, abi.encodeCall(dollar.DOMAIN_SEPARATOR, ()));
        _view(target, abi.encodeCall(dollar.eip712Domain, ()));
    }

    /// @dev What every contract under the AccessManager has: only the manager itself moves it to another.
    function _managed(address target) private {
        _role(target, abi.encodeCall(IAccessManaged.setAuthority, (address(manager))), address(manager));
        _view(target, abi.encodeCall(IAccessManaged.authority, ()));
        _view(target, abi.encodeCall(AccessManaged.isConsumingScheduledOp, ()));
    }

    function _role(address target, bytes memory data, address allowed) private {
        rows.push(Row(Kind.Role, target, data, allowed, IAccessManaged.AccessManagedUnauthorized.selector));
    }

    function _account(address target, bytes memory data, address allowed, bytes4 refusal) private {
        rows.push(Row(Kind.Account, target, data, allowed, refusal));
    }

    function _anyone(address target, bytes memory data) private {
        rows.push(Row(Kind.Anyone, target, data, address(0), 0));
    }

    function _view(address target, bytes memory data) private {
        rows.push(Row(Kind.View, target, data, address(0), 0));
    }
}
